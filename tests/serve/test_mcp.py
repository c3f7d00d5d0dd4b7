"""A dossier as a server of the Model Context Protocol, asked by the protocol's own client."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import fabula
from fabula.serve.answers import ANSWERS
from tests.conftest import Run

pytest.importorskip("mcp.server.mcpserver", reason="mcp 2 is not installed: pip install 'fabula[mcp]'")


def asked(path: Path, *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[dict[str, Any]]]:
    """The tools that the server lists, and its answers to some calls, over standard input and output."""
    from mcp import Client, StdioServerParameters

    started = StdioServerParameters(
        command=sys.executable, args=["-m", "fabula", "mcp", str(path)], env={**os.environ, "NO_COLOR": "1"}
    )

    async def ask() -> tuple[list[Any], list[dict[str, Any]]]:
        async with Client(started) as client:
            tools = (await client.list_tools()).tools
            out = [(await client.call_tool(name, given)).content[0] for name, given in calls]
            return list(tools), [json.loads(c.text) for c in out]

    return asyncio.run(asyncio.wait_for(ask(), 120))


def passages(value: Any) -> list[dict[str, Any]]:
    """Every passage anywhere in an answer."""
    if isinstance(value, list):
        return [e for v in value for e in passages(v)]
    if isinstance(value, dict):
        own = [e for e in value.get("evidence", ()) if isinstance(e, dict)]
        return own + [e for k, v in value.items() if k != "evidence" for e in passages(v)]
    return []


def test_a_client_lists_and_calls_every_tool(example: Path) -> None:
    with fabula.open(example) as d:
        first = next(iter(d))
        variable = next(iter(ANSWERS["system"](d)["links"]))["cause"]
    tools, answers = asked(
        example,
        ("search", {"words": "inspectors"}),
        ("story", {}),
        ("events", {"entity": "Milena Dražić", "limit": 5}),
        ("figures", {}),
        ("who_said_what", {"speaker": "Ingrid Solberg"}),
        ("compare", {"kind": "disagree"}),
        ("system", {}),
        ("what_if", {"changes": {variable: 1}}),
        ("passage", {"article": first.id, "start": 3, "end": 40}),
        ("check", {"text": "The talks in Trieste lasted six hours. The talks in Trieste lasted sixteen hours."}),
        ("who_said_what", {"speaker": "Nobody At All"}),
    )
    assert {t.name for t in tools} == set(ANSWERS)
    assert all(t.description for t in tools)
    assert set(next(t for t in tools if t.name == "search").input_schema["properties"]) == {"words", "limit"}
    with fabula.open(example) as d:
        for answer in answers[:-1]:
            found = passages(answer)
            assert found, answer
            for e in found:
                assert d.article(e["article"]).text[e["start"] : e["end"]] == e["text"]
    assert [s["verdict"] for s in answers[9]["sentences"]] == ["supported", "contradicted"]
    assert "Nobody At All" in answers[10]["error"]


def test_it_listens_on_this_machine_alone(fabula_cli: Run, example: Path, tmp_path: Path) -> None:
    assert fabula_cli("mcp", example, "--http", "--host", "0.0.0.0").returncode == 2
    assert fabula_cli("mcp", tmp_path / "none.fabula").returncode == 2
