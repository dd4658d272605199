"""Train the small models that stand in `bylaw/measures/data`: `python -m training NAME`.

Needs the dependency group `train-measures` and, but for `words`, the development data that BYLAW_DATA names.
"""
# SPDX-License-Identifier: Apache-2.0
