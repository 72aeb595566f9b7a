from gridplan.model import words
from gridplan.model.words import Word


def test_every_word_has_two_names():
    families = [kind for kind in vars(words).values() if isinstance(kind, type) and issubclass(kind, Word)]
    members = [word for kind in families for word in kind]
    assert len(members) > 60
    assert all(word.zh and word.en for word in members)


def test_label_follows_the_language():
    assert words.Role.PRIMARY.label("zh") == "A角"
    assert words.Role.PRIMARY.label("en") == "Owner"
