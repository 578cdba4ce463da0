"""stub"""
def finisher(front): return None
