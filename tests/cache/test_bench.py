"""The benchmark's readers read whole answers, and its table tells ratios."""

import os

import pytest

from newsroom.benchmarks import load, server
from newsroom.management.commands.bench import table


@pytest.mark.parametrize(
    ("received", "end"),
    [
        (b"", None),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n", None),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhell", None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 43),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nx: y\r\n\r\n", 44),
    ],
)
def test_an_answer_ends_where_its_length_says(received, end):
    assert load.whole(received) == end


def test_an_answer_without_a_length_is_not_waited_for():
    with pytest.raises(load.Refused):
        load.whole(b"HTTP/1.1 200 OK\r\n\r\n")


def test_ratios_are_of_the_medians_to_the_first_row():
    hello = [(load.Round(rate, 1.0, 1.0, 2.0), 0.4) for rate in (900, 1000, 5000)]
    page = [(load.Round(rate, 1.0, 1.0, 2.0), cpu) for rate, cpu in ((2000, 0.2), (2500, 0.1), (3000, 0.3))]
    weights = {"identity": 10, "gzip": 5, "br": 4}
    rows = table({"hello": hello, "page": page}, {"hello": weights, "page": weights}).splitlines()
    assert rows[2].startswith("| hello | 1,000 | 1.00 | 0.400 | 1.00 |")
    assert rows[3] == "| page | 2,500 | 2.50 | 0.200 | 2.00 | 1.0 | 2.0 | 10 / 5 / 4 |"


def test_the_cost_of_a_process_is_its_own_and_its_childrens():
    assert os.getpid() in server.family(os.getpid())
    before = server.cpu_seconds(os.getpid())
    sum(number * number for number in range(2_000_000))
    assert server.cpu_seconds(os.getpid()) > before
