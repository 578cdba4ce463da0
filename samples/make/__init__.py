"""Makes every form of the sample texts from their JSON: `python -m samples.make`.

samples/README.md says what each form loses.
"""
