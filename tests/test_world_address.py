"""Where the web's world may connect to, and that it connects to what it checked."""

import datetime as dt
import socket
import ssl
from ipaddress import ip_address
from pathlib import Path

import httpcore2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from misbehaving_http import FakeTime, answer, asking, listening

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.address import Reach, resolved
from kg.harvest.http import HttpWorld

PUBLIC = "93.184.216.34"


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept = FakeTime()
    monkeypatch.setattr("tenacity.nap.time", slept)
    return slept.waits


@pytest.mark.parametrize(
    "found",
    [
        "127.0.0.1",
        "127.8.9.10",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "198.18.0.1",
        "::1",
        "fd12:3456::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:c0a8:101::",
    ],
)
def test_a_name_must_not_lead_inside(found: str) -> None:
    with pytest.raises(BadInput, match=r"leads to .* of this machine or of a private network"):
        Reach("a.example", lambda host, port: [PUBLIC, found]).check(443)

    assert Reach("a.example", lambda host, port: [found], is_private=True).check(443) == [found]


@pytest.mark.parametrize(
    "found",
    [
        "169.254.169.254",
        "169.254.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "240.0.0.1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "fd00:ec2::254",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::",
        "::7f00:1",
    ],
)
def test_some_addresses_are_never_asked_whoever_names_them(found: str) -> None:
    with pytest.raises(BadInput, match="no catalogue can be"):
        Reach("a.example", lambda host, port: [found], is_private=True).check(80)
    with pytest.raises(BadInput, match="no catalogue can be"):
        Reach(found).check(80)


@pytest.mark.parametrize("found", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_public_addresses_are_asked(found: str) -> None:
    assert Reach("a.example", lambda host, port: [found]).check(80) == [found]


@pytest.mark.parametrize(
    "spelled", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0x7f000001", "017700000001"]
)
def test_other_spellings_of_an_address_are_what_they_stand_for(spelled: str) -> None:
    """The C library reads them, so nobody who looks at the spelling alone knows where they lead."""
    assert socket.inet_aton(spelled) == ip_address("127.0.0.1").packed

    with pytest.raises(BadInput, match=r"leads to 127\.0\.0\.1"):
        Reach(spelled, resolved).check(80)


def test_this_machine_is_asked_where_the_operator_names_it() -> None:
    assert Reach("127.0.0.1").check(80) == ["127.0.0.1"]
    assert Reach("::1").check(80) == ["::1"]
    assert Reach("localhost", lambda host, port: ["::1", "127.0.0.1"]).check(80) == ["::1", "127.0.0.1"]
    assert Reach("192.168.7.8").check(80) == ["192.168.7.8"]
    with pytest.raises(BadInput):
        Reach("localhost", lambda host, port: ["192.168.1.1"]).check(80)


def test_a_literal_address_of_the_next_protocol_is_asked() -> None:
    with listening([answer(b"1")], host="::1") as peer:
        world = HttpWorld(f"http://[::1]:{peer.port}", manners=FakeTime().manners())
        assert world.get_json("/x") == 1
        world.close()

    assert peer.header("Host") == f"[::1]:{peer.port}"


def test_a_name_beyond_ascii_is_asked_for_as_the_resolver_knows_it() -> None:
    named: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        named.append(host)
        return ["127.0.0.1"]

    with listening([answer(b"", "302 Found", Location="http://evil.example/y"), answer(b"1")]) as peer:
        world = HttpWorld(
            f"http://M\u00fcnchen.example:{peer.port}",
            manners=FakeTime().manners(),
            is_private=True,
            resolve=resolve,
        )
        with pytest.raises(BadInput, match="redirects to"):
            world.get_json("/x")
        assert world.get_json("/x") == 1
        world.close()

    assert set(named) == {"xn--mnchen-3ya.example"}
    assert peer.header("Host") == f"xn--mnchen-3ya.example:{peer.port}"


class Wires:
    """Connections to public addresses, led back to the loopback, each noted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[str] = []
        connect = httpcore2.SyncBackend.connect_tcp

        def connect_here(backend: httpcore2.SyncBackend, host: str, *rest: object) -> httpcore2.NetworkStream:
            self.seen.append(host)
            if host == "203.0.113.9":
                raise httpcore2.ConnectError("refused")
            return connect(backend, "127.0.0.1", *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", connect_here)


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers the check with one address and the connection with another."""
    wires, told = Wires(monkeypatch), iter([[PUBLIC], ["169.254.169.254"], ["10.0.0.1"]])

    with listening([answer(b"1")]) as peer:
        world = HttpWorld(
            f"http://a.example:{peer.port}",
            manners=FakeTime().manners(),
            resolve=lambda host, port: next(told),
        )
        assert world.get_json("/x") == 1
        with pytest.raises(BadInput, match=r"leads to 169\.254\.169\.254"):
            world.get_json("/x")
        with pytest.raises(BadInput, match=r"leads to 10\.0\.0\.1.*KG_PRIVATE_HOSTS"):
            world.get_json("/x")
        world.close()

    assert wires.seen == [PUBLIC]
    assert len(peer.asked) == 1
    assert peer.header("Host") == f"a.example:{peer.port}"


def test_the_next_address_is_tried_when_one_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.harvest.address._is_inside", lambda address: False)
    wires = Wires(monkeypatch)

    with listening([answer(b"1")]) as peer:
        world = HttpWorld(
            f"http://a.example:{peer.port}",
            manners=FakeTime().manners(),
            resolve=lambda host, port: ["203.0.113.9", PUBLIC],
        )
        assert world.get_json("/x") == 1
        world.close()

    assert wires.seen == ["203.0.113.9", PUBLIC]


def test_an_unknown_name_is_unavailable() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    world = HttpWorld("http://a.example", manners=FakeTime().manners(), resolve=unknown)

    with pytest.raises(SourceUnavailable, match=r"does not answer \(Name or service not known\)"):
        world.get_json("/x")


@pytest.mark.parametrize("host", ["a..example", "a" * 64 + ".example", ".example"])
def test_a_name_that_no_host_can_have_is_refused(host: str) -> None:
    with pytest.raises(BadInput, match=r"no plain web address|no name that a host can have"):
        HttpWorld(f"http://{host}", manners=FakeTime().manners()).get_json("/x")


def test_a_proxy_of_the_environment_is_used_but_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening([answer(b"1")]) as proxy, listening([answer(b"2")]) as peer:
        monkeypatch.setenv("http_proxy", f"http://me:pass%20word@127.0.0.1:{proxy.port}")
        monkeypatch.delenv("no_proxy", raising=False)
        world = HttpWorld("http://a.example/api", manners=FakeTime().manners())
        assert world.get_json("/x") == 1
        world.close()
        with asking(peer) as here:
            assert here.get_json("/x") == 2

    assert proxy.targets == ["http://a.example/api/x"]
    assert proxy.header("Proxy-Authorization") == "Basic bWU6cGFzcyB3b3Jk"
    assert peer.targets == ["/x"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate that "a.example" signed for itself, with its key in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=a.example")
    today = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("a.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "a.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path


def secure(certificate: Path, names: list[str | None]) -> ssl.SSLContext:
    """What a server needs for TLS; it notes the names that it is asked by."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda wire, name, of: names.append(name)
    return context


def at(host: str, port: int) -> HttpWorld:
    return HttpWorld(
        f"https://{host}:{port}",
        manners=FakeTime().manners(),
        is_private=True,
        resolve=lambda host, port: ["127.0.0.1"],
    )


def test_a_certificate_is_held_against_the_name_and_not_the_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    names: list[str | None] = []

    with listening([answer(b"1")], secure(certificate, names)) as peer:
        assert at("a.example", peer.port).get_json("/x") == 1
        with pytest.raises(SourceUnavailable, match=r"certificate is not trusted \(Hostname mismatch"):
            at("b.example", peer.port).get_json("/x")

    assert names == ["a.example", "b.example"]
    assert peer.header("Host") == f"a.example:{peer.port}"


def test_an_untrusted_certificate_is_told_at_once(certificate: Path, waits: list[float]) -> None:
    with (
        listening([answer(b"1")], secure(certificate, [])) as peer,
        pytest.raises(SourceUnavailable) as failed,
    ):
        at("a.example", peer.port).get_json("/x")

    assert "its certificate is not trusted (self-signed certificate" in str(failed.value)
    assert "SSL_CERT_FILE" in str(failed.value)
    assert waits == []
