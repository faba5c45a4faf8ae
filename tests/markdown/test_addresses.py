from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.markdown.addresses import _keep_address, _normalize_address

SIGNS = st.sampled_from("abz09AZ./.-_~?=&#+,;:@!$'()*%\\^|\"<>[]{}` \t\n\x7fäß日\u2028")
HOSTS = st.sampled_from(
    ["a.org", "x", "-", ".", "..", "xn--a", "1.2.3.4", "a" * 64, "A.org", "a_b", "ä.de", "a:80"]
)


@given(
    st.sampled_from(["https://", "http://", "HTTPS://", "//", "ftp://", "mailto:", ""]),
    HOSTS,
    st.sampled_from(["/", "", "?", "#", ":"]),
    st.text(SIGNS, max_size=12),
)
@example("https://", "a.org", "/", "@b.org:99999/")
@example("https://", "a.org", "/", "\n")
def test_addresses_that_are_kept_unread_would_come_out_the_same(
    scheme: str, host: str, mark: str, rest: str
) -> None:
    typed = f"{scheme}{host}{mark}{rest}"
    assert _keep_address(typed) == _normalize_address(typed)
