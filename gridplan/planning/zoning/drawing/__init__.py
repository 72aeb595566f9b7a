"""What a branch head does to the grids of the branch: each deed checks what was asked and gives a step of the draft."""
