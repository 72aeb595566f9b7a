from gridplan.storage.apart.limits import MB, limits_of, resident


def test_large_files_may_take_longer(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"x" * (2 * MB))
    small, large = limits_of([]), limits_of([tmp_path])
    assert small.cpu_s == 5.0
    assert large.cpu_s == 7.0
    assert small.wall_s < large.wall_s


def test_nobody_can_tell_the_memory_of_a_process_that_is_gone():
    assert resident(2**30) == 0
