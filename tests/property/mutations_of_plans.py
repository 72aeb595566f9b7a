"""Random mutations of a valid plan, each with the rules that it breaks; an empty set stands for a harmless one."""

from __future__ import annotations

import numpy as np
import shapely

from tests.property.moves_of_units import figures, move
from tests.property.mutated import Edit, on_plan

#: Metres by which outlines move, far above the snap of the rules.
FAR = (5.0, 150.0)


class Mutations:
    """Draws mutations of one plan: edits, and the rules of which at least one must be found broken."""

    def __init__(self, plan):
        self.plan = plan
        self.grids = plan.grids[plan.grids["kind"] == "base"]
        self.owners = {row.grid_id: row.officer_id for row in plan.assignments.itertuples() if row.role == "primary"}
        self.covers = {row.grid_id: row.officer_id for row in plan.assignments.itertuples() if row.role == "backup"}
        said = plan.registers.declarations
        self.locked = said["object_id"][said["kind"] == "lock"].iloc[0]
        self.kinds = {**self.harmful(), **self.harmless()}

    def draw(self, rng):
        name = str(rng.choice(list(self.kinds)))
        edits, broken = self.kinds[name](rng)
        return name, edits, broken

    def harmful(self):
        names = (
            "move_unit lose_unit drop_unit double_unit grow_grid shrink_grid swap_grids hole overlap delete_grid "
            "double_grid empty_grid grow_unit shift_border household_count hours_of_grid hours_of_officer drop_owner "
            "double_owner double_row drop_backup owner_covers foreign_owner foreign_backup owner_away backup_away "
            "unknown_officer officer_moves overload exceed_load cross_barrier cut_off grid_type owner_on_grid "
            "unlock turn_lock change_locked unlock_and_change"
        )
        return {name: getattr(self, name) for name in names.split()}

    def harmless(self):
        return {
            name: getattr(self, name) for name in ("rename", "reorder", "recolour", "noise", "turn_rings", "reword")
        }

    def _grid(self, rng):
        return str(rng.choice(self.grids.index))

    def _unit(self, rng):
        return str(rng.choice(self.plan.units.index))

    def _shape(self, grid):
        return self.grids.geometry[grid]

    def _other_officer(self, rng, grid, *, same):
        people, branch = self.plan.officers, self.grids.at[grid, "branch_id"]
        fit = people.index[(people["branch_id"] == branch) == same]
        return str(rng.choice([who for who in fit if who not in {self.owners[grid], self.covers[grid]}]))

    def _redraw(self, table, key, shape):
        return [Edit("put", table, {f"{table[:-1]}_id": key}, {"geometry": shape})]

    def move_unit(self, rng):
        unit = self._unit(rng)
        others = [grid for grid in self.grids.index if grid != self.plan.units.at[unit, "grid_id"]]
        return [Edit("put", "units", {"unit_id": unit}, {"grid_id": str(rng.choice(others))})], {"C01", "G03"}

    def cross_barrier(self, rng):
        cut = self.plan.adjacency[self.plan.adjacency["cut"]]
        row = cut.iloc[rng.integers(len(cut))]
        taker = self.plan.units.at[row["unit_b"], "grid_id"]
        return [Edit("put", "units", {"unit_id": row["unit_a"]}, {"grid_id": taker})], {"G04", "G03"}

    def cut_off(self, rng):
        many = self.grids.index[self.grids["units_n"] > 1]
        unit = str(rng.choice(self.plan.units.index[self.plan.units["grid_id"].isin(many)]))
        return [Edit("put", "adjacency", {end: unit}, {"cut": True}) for end in ("unit_a", "unit_b")], {"G04"}

    def lose_unit(self, rng):
        return [Edit("put", "units", {"unit_id": self._unit(rng)}, {"grid_id": ""})], {"G01"}

    def drop_unit(self, rng):
        return [Edit("drop", "units", {"unit_id": self._unit(rng)})], {"C01"}

    def double_unit(self, rng):
        return [Edit("double", "units", {"unit_id": self._unit(rng)})], {"C02"}

    def grow_grid(self, rng):
        grid = self._grid(rng)
        return self._redraw("grids", grid, self._shape(grid).buffer(rng.uniform(*FAR))), {"C03"}

    def shrink_grid(self, rng):
        grid = self._grid(rng)
        return self._redraw("grids", grid, self._shape(grid).buffer(-rng.uniform(*FAR))), {"G03"}

    def swap_grids(self, rng):
        one, other = map(str, rng.choice(self.grids.index, 2, replace=False))
        edits = self._redraw("grids", one, self._shape(other)) + self._redraw("grids", other, self._shape(one))
        return edits, {"G03"}

    def hole(self, rng):
        grid = self._grid(rng)
        middle = shapely.point_on_surface(self._shape(grid))
        return self._redraw("grids", grid, self._shape(grid) - middle.buffer(rng.uniform(*FAR))), {"G03"}

    def overlap(self, rng):
        one, other = map(str, rng.choice(self.grids.index, 2, replace=False))
        part = shapely.point_on_surface(self._shape(other)).buffer(rng.uniform(*FAR))
        return self._redraw("grids", one, self._shape(one) | (part & self._shape(other))), {"G02"}

    def delete_grid(self, rng):
        return [Edit("drop", "grids", {"grid_id": self._grid(rng)})], {"G01"}

    def double_grid(self, rng):
        return [Edit("double", "grids", {"grid_id": self._grid(rng)})], {"C02"}

    def empty_grid(self, rng):
        return self._redraw("grids", self._grid(rng), shapely.Polygon()), {"G03"}

    def grow_unit(self, rng):
        unit = self._unit(rng)
        shape = self.plan.units.geometry[unit].buffer(rng.uniform(*FAR))
        return self._redraw("units", unit, shape), {"G03"}

    def shift_border(self, rng):
        one = self._grid(rng)
        near = [grid for grid in self.grids.index if grid != one and self._shape(one).distance(self._shape(grid)) < 1]
        other = str(rng.choice(near))
        strip = self._shape(one).buffer(rng.uniform(*FAR)) & self._shape(other)
        edits = self._redraw("grids", one, self._shape(one) | strip)
        return edits + self._redraw("grids", other, self._shape(other) - strip), {"G03"}

    def household_count(self, rng):
        table, key = [("units", self._unit(rng)), ("grids", self._grid(rng))][rng.integers(2)]
        number = float(getattr(self.plan, table).at[key, "households"]) + int(rng.integers(1, 50))
        return [Edit("put", table, {f"{table[:-1]}_id": key}, {"households": number})], {"C01"}

    def hours_of_grid(self, rng):
        grid = self._grid(rng)
        hours = float(self.grids.at[grid, "workload_h"]) * rng.uniform(1.1, 50)
        return [Edit("put", "grids", {"grid_id": grid}, {"workload_h": hours})], {"C01"}

    def hours_of_officer(self, rng):
        who = self.owners[self._grid(rng)]
        hours = float(self.plan.officers.at[who, "workload_h"]) * rng.uniform(0.1, 0.9)
        return [Edit("put", "officers", {"officer_id": who}, {"workload_h": hours})], {"C01"}

    def drop_owner(self, rng):
        return [Edit("drop", "assignments", {"grid_id": self._grid(rng), "role": "primary"})], {"S01"}

    def double_owner(self, rng):
        grid = self._grid(rng)
        who = self._other_officer(rng, grid, same=True)
        return [Edit("double", "assignments", {"grid_id": grid, "role": "primary"}, {"officer_id": who})], {"S01"}

    def double_row(self, rng):
        role = str(rng.choice(["primary", "backup"]))
        return [Edit("double", "assignments", {"grid_id": self._grid(rng), "role": role})], {"C02"}

    def drop_backup(self, rng):
        return [Edit("drop", "assignments", {"grid_id": self._grid(rng), "role": "backup"})], {"S02"}

    def _assign(self, grid, role, who):
        return [Edit("put", "assignments", {"grid_id": grid, "role": role}, {"officer_id": who})]

    def owner_covers(self, rng):
        grid = self._grid(rng)
        return self._assign(grid, "backup", self.owners[grid]), {"S02"}

    def foreign_owner(self, rng):
        grid = self._grid(rng)
        return self._assign(grid, "primary", self._other_officer(rng, grid, same=False)), {"S03"}

    def foreign_backup(self, rng):
        grid = self._grid(rng)
        return self._assign(grid, "backup", self._other_officer(rng, grid, same=False)), {"S03"}

    def owner_away(self, rng):
        return [Edit("put", "officers", {"officer_id": self.owners[self._grid(rng)]}, {"on_leave": True})], {"S01"}

    def backup_away(self, rng):
        return [Edit("put", "officers", {"officer_id": self.covers[self._grid(rng)]}, {"on_leave": True})], {"S02"}

    def unknown_officer(self, rng):
        role = str(rng.choice(["primary", "backup"]))
        return self._assign(self._grid(rng), role, f"X{rng.integers(100)}"), {"S03"}

    def officer_moves(self, rng):
        who = self.owners[self._grid(rng)]
        others = [b for b in self.plan.branches.index if b != self.plan.officers.at[who, "branch_id"]]
        return [Edit("put", "officers", {"officer_id": who}, {"branch_id": str(rng.choice(others))})], {"S03"}

    def overload(self, rng):
        who = self.owners[self._grid(rng)]
        hours = float(self.plan.officers.at[who, "workload_h"]) * rng.uniform(0.1, 0.9)
        return [Edit("put", "officers", {"officer_id": who}, {"available_h": hours})], {"S04"}

    def exceed_load(self, rng):
        unit = self._unit(rng)
        owner = self.owners[self.plan.units.at[unit, "grid_id"]]
        hours = float(self.plan.officers.at[owner, "available_h"]) * rng.uniform(1.01, 3)
        edits = [Edit("put", "units", {"unit_id": unit}, {"workload_h": hours})]
        return edits + figures(self.plan, on_plan(self.plan, edits)), {"S04"}

    def unlock(self, _):
        return [Edit("drop", "declarations", {"object_id": self.locked})], {"G14"}

    def turn_lock(self, rng):
        other = str(rng.choice([grid for grid in self.grids.index if grid != self.locked]))
        values = [{"object_id": other}, {"kind": "enclave"}][rng.integers(2)]
        return [Edit("put", "declarations", {"object_id": self.locked}, values)], {"G14"}

    def change_locked(self, rng):
        return move(self.plan, rng, through=self.locked), {"G14"}

    def unlock_and_change(self, rng):
        unlocked, _ = [self.unlock, self.turn_lock][rng.integers(2)](rng)
        return unlocked + move(self.plan, rng, through=self.locked), {"G14"}

    def grid_type(self, rng):
        return [Edit("put", "grids", {"grid_id": self._grid(rng)}, {"type": f"kind{rng.integers(9)}"})], {"G09"}

    def owner_on_grid(self, rng):
        grid = self._grid(rng)
        who = self._other_officer(rng, grid, same=True)
        return [Edit("put", "grids", {"grid_id": grid}, {"primary_officer_id": who})], {"C01"}

    def rename(self, rng):
        table, key = [("units", self._unit(rng)), ("grids", self._grid(rng))][rng.integers(2)]
        return [Edit("put", table, {f"{table[:-1]}_id": key}, {"name": f"新名{rng.integers(1000)}"})], set()

    def reorder(self, rng):
        tables = ("units", "grids", "officers", "assignments", "adjacency", "branches")
        return [Edit("shuffle", str(rng.choice(tables)), seed=int(rng.integers(1 << 30)))], set()

    def recolour(self, rng):
        text = f"<qgis><!-- {rng.integers(1 << 30)} --></qgis>"
        return [Edit("put", "layer_styles", {"styleName": "grids"}, {"styleQML": text})], set()

    def noise(self, rng):
        return [Edit("noise", str(rng.choice(["units", "grids"])), seed=int(rng.integers(1 << 30)))], set()

    def turn_rings(self, rng):
        grid = self._grid(rng)
        return self._redraw("grids", grid, shapely.reverse(self._shape(grid))), set()

    def reword(self, rng):
        reason = f"理由{rng.integers(1000)}"
        return [Edit("put", "declarations", {"object_id": self.locked}, {"reason": reason})], set()


def pick(seed):
    return np.random.default_rng(seed)
