"""
Cut a connected graph of units into connected, balanced, compact grids: arrays in, arrays out.

`problem` is what is asked, `state` where a search stands, `moves` the compiled loop that improves it, `starts` where a
search begins, `search` the order of it all.
"""
