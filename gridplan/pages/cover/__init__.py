"""The parts of the page on coverage and penetration: what was asked, whose a place is, ranking, months, table."""
