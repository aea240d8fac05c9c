"""Computes SHA-256 without OpenSSL, which takes longer to load than all that a document hashes."""

from typing import Any

sha256: Any
try:
    from _sha2 import sha256  # type: ignore[import-not-found,no-redef,unused-ignore]  # Python 3.12 and later
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found,no-redef,unused-ignore]
    except ImportError:
        from hashlib import sha256

__all__ = ["sha256"]
