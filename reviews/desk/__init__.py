"""审核工作台: which texts a reviewer has in hand, the lines of the queue, one step for several."""
