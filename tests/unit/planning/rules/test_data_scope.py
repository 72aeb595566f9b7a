from dataclasses import replace

from gridplan.planning.rules import check_rules


def test_p09_finds_a_post_with_the_scope_of_another(planned):
    posts = planned.posts.copy()
    posts.loc[posts.index[0], "data_scope"] = "branch_head"
    found = check_rules(replace(planned, posts=posts))
    assert found.loc[found["rule"] == "P09", "object_id"].tolist() == [posts["officer_id"].iloc[0]]
    bare = replace(planned, posts=planned.posts.drop(columns="data_scope"))
    assert not check_rules(bare)["rule"].eq("P09").any()
