"""Texts and fitting for the model that knows orders to an assistant: what `python -m training injection` is made of."""
# SPDX-License-Identifier: Apache-2.0
