"""The members' page, red actions, and slippage."""
