"""How good a plan is, with the bound of what can be had; and the best plan itself, where that is quickly proved."""
