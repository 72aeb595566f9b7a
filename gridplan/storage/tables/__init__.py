"""Tables as a bank keeps them: read in any format and language, written for spreadsheets."""
