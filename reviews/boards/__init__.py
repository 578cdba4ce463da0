"""进度: boards and their charts."""
