from datetime import UTC, datetime

from gridplan.model.versions import version_id


def test_a_version_is_named_by_the_time_at_the_bank():
    assert version_id(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "20260102-110405-000"
