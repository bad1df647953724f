"""Pages over TLS, from a real server with a certificate of its own."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta

import pytest

from readout.sources.online import connection
from tests.sources.online.site import running

pytest.importorskip("cryptography", reason="cryptography, which pdfminer.six brings, is not installed")


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate for localhost, in a file that is trusted only once `trust` is called."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    path = tmp_path / "localhost.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    connection._trust.cache_clear()
    yield path, lambda: monkeypatch.setenv("SSL_CERT_FILE", str(path))
    connection._trust.cache_clear()


@pytest.fixture
def secure(certificate):
    """A site over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[0])
    with running(secured=context) as site:
        site.article("/a")
        yield site


def test_a_page_over_tls_is_read_where_its_certificate_holds(secure, certificate, fetch):
    certificate[1]()
    url = secure.url.replace("127.0.0.1", "localhost")
    (found,), bad = fetch(f"{url}/a")
    assert (found.url, bad) == (f"{url}/a", [])
    assert secure.headers["/a"]["Host"] == url.removeprefix("https://")


@pytest.mark.parametrize(("host", "trusted"), [("localhost", False), ("127.0.0.1", True)], ids=["unknown", "of another name"])
def test_a_certificate_that_does_not_hold_is_one_error(secure, certificate, fetch, host, trusted):
    if trusted:
        certificate[1]()
    found, bad = fetch(f"{secure.url.replace('127.0.0.1', host)}/a")
    assert (found, len(bad), secure.asked) == ([], 1, [])
    assert "a certificate that does not hold (" in bad[0]
