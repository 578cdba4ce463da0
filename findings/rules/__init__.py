"""检查规则: what each asks, and how it fares."""
