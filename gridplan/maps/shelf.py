"""What maps on screen fetch: laid out by a page, and taken by the browser under a key that nobody can guess."""

from __future__ import annotations

import gzip
import secrets
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from typing import Protocol

#: Signs of a key.
SIGNS = 32
#: Bytes that are kept; what has lain longest goes first, and comes again with the next run of its page.
MOST = 256_000_000


class Tiles(Protocol):
    """Something that can be had tile by tile."""

    @property
    def size(self) -> int:
        """
        Weigh it.

        Returns
        -------
        size
            Bytes.
        """
        ...

    def tile(self, zoom: int, x: int, y: int) -> bytes:
        """
        Cut one tile out.

        Parameters
        ----------
        zoom, x, y
            Number of the tile, as web maps count them.

        Returns
        -------
        content
            The tile; empty where nothing lies.
        """
        ...


@dataclass(frozen=True)
class Parcel:
    """
    One thing on the shelf.

    Attributes
    ----------
    content
        JSON, packed by gzip.
    lasting
        Whether it may stay in the browser: shapes may, figures and people may not.
    tiles
        What is had by tiles, if this is such a thing.
    """

    content: bytes = b""
    lasting: bool = False
    tiles: Tiles | None = None

    @property
    def size(self) -> int:
        """
        Weigh the parcel.

        Returns
        -------
        size
            Bytes.
        """
        return len(self.content) + (0 if self.tiles is None else self.tiles.size)


class Shelf:
    """
    Parcels by key.

    Parameters
    ----------
    most
        Bytes that are kept.
    """

    def __init__(self, most: int = MOST) -> None:
        self._secret = secrets.token_bytes(32)
        self._parcels: OrderedDict[str, Parcel] = OrderedDict()
        self._lock = Lock()
        self._most = most

    def lay(self, text: str, *, lasting: bool = False) -> str:
        """
        Lay a text out.

        Parameters
        ----------
        text
            JSON.
        lasting
            Whether it may stay in the browser.

        Returns
        -------
        key
            The same for the same text as long as this process lives.
        """
        content = text.encode()
        key = self._key(content)
        if not self._renewed(key):
            self._put(key, Parcel(gzip.compress(content, 6 if lasting else 2, mtime=0), lasting))
        return key

    def lay_tiles(self, tiles: Tiles, name: str) -> str:
        """
        Lay out what is had by tiles.

        Parameters
        ----------
        tiles
            The thing.
        name
            Names it: all that decides what is in it, the viewer's scope included.

        Returns
        -------
        key
            The same for the same name as long as this process lives.
        """
        key = self._key(name.encode())
        if not self._renewed(key):
            self._put(key, Parcel(tiles=tiles))
        return key

    def take(self, key: str) -> Parcel | None:
        """
        Look a key up.

        Parameters
        ----------
        key
            The key.

        Returns
        -------
        parcel
            What lies there; None for an unknown key.
        """
        with self._lock:
            return self._parcels.get(key)

    def _key(self, content: bytes) -> str:
        return blake2b(content, key=self._secret, digest_size=SIGNS // 2).hexdigest()

    def _renewed(self, key: str) -> bool:
        with self._lock:
            if key in self._parcels:
                self._parcels.move_to_end(key)
            return key in self._parcels

    def _put(self, key: str, parcel: Parcel) -> None:
        with self._lock:
            self._parcels[key] = parcel
            while len(self._parcels) > 1 and _weight(self._parcels.values()) > self._most:
                self._parcels.popitem(last=False)


def _weight(parcels: Iterable[Parcel]) -> int:
    return sum(parcel.size for parcel in parcels)


#: The one of this process.
SHELF = Shelf()
