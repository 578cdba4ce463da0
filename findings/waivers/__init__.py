"""豁免 and 不采纳: asked for, granted, declined, taken back."""
