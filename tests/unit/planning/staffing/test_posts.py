from gridplan.model.limits import catalogue
from gridplan.planning.staffing.posts import duties


def test_owners_have_quotas_within_the_rules_and_others_none(planned):
    held = planned.posts.set_index("officer_id")
    owning = planned.officers["grids_n"].reindex(held.index) > 0
    low, high = catalogue()["P07"]["flat"]
    assert held.loc[owning, "filings_week"].between(low, high).all()
    assert (held["filings_week"] <= held["visits_week"]).all()
    assert (held.loc[owning, "stationing_week"] >= catalogue()["P06"]["min"]).all()
    assert (held.loc[~owning, ["filings_week", "stationing_week"]] == 0).all(axis=None)


def test_every_post_has_a_view_and_three_duties(planned):
    scopes = planned.posts.groupby("post")["data_scope"].unique().map(list).to_dict()
    wanted = {"grid_lead": ["officer"], "grid_officer": ["officer"]}
    assert scopes == {post: wanted.get(post, ["assistant"]) for post in scopes}
    assert all(len(texts) >= 3 for post in duties().values() for texts in post.values())
