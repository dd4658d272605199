"""Bylaw turns a Model Spec, one Markdown document, into a governed AI system."""
# SPDX-License-Identifier: Apache-2.0

__all__ = ["__version__"]

__version__ = "0.1.0"
