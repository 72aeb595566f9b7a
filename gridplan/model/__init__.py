"""The words of the trade: enums, table contracts, findings, plan. No input or output, no algorithm."""
