"""A page with nothing but a grid: what the browser does with it needs no database (site.py serves it)."""

import json
from html import escape
from uuid import UUID

from playwright.sync_api import Page

from projects.drafting.pages import grid_of
from tests.browser.draft_grid import site
from tests.builders import ROWS
from texts.columns import in_table

PLAN, PROJECT, BLANK = "a0000000-0000-4000-8000-00000000000a", "b0000000-0000-4000-8000-00000000000b", str(UUID(int=0))
CATEGORIES = [
    ["产出指标", "数量指标"],
    ["产出指标", "质量指标"],
    ["产出指标", "时效指标"],
    ["产出指标", "成本指标"],
    ["效益指标", "经济效益指标"],
    ["效益指标", "社会效益指标"],
    ["效益指标", "生态效益指标"],
    ["效益指标", "可持续影响指标"],
    ["满意度指标", "服务对象满意度指标"],
]
SHEETS = (
    "bootstrap/css/bootstrap.min",
    "css/tokens",
    "css/base",
    "css/forms",
    "css/shell",
    "css/draft/cells",
    "css/draft/panel",
    "css/draft/grid",
    "css/draft/grid-cells",
    "css/draft/row-tools",
    "css/draft/float",
    "css/draft/paste",
)
TOOLS = (("up", "上移"), ("down", "下移"), ("add", "下面加一行"), ("copy", "复制此行"), ("remove", "删除此行"))


def row_id(number: int) -> str:
    return str(UUID(int=number + 1, version=4))


def _row(identity: str, values, columns) -> str:
    cells = "".join(
        f'<td><textarea rows="1" data-cell="indicator:{identity}:{c.name}" name="indicator:{identity}:{c.name}"'
        f' aria-label="{c.label}"{" data-one-line" if c.is_one_line else ""}>{escape(value)}</textarea></td>'
        for c, value in zip(in_table(columns), values, strict=True)
    )
    tools = "".join(f'<button type="button" data-do="{do}">{word}</button>' for do, word in TOOLS)
    handle = '<button type="button" data-handle aria-label="拖动或更多操作">⋮</button>'
    return (
        f'<tr data-row="indicator:{identity}">{cells}'
        f'<td class="row-tools">{handle}<div class="row-buttons">{tools}</div></td></tr>'
    )


def _amounts() -> str:
    def field(place: str, label: str, value: str, kind: str = "") -> str:
        return (
            f'<label class="d-inline-block me-3">{label} '
            f'<input class="form-control" data-cell="{place}" value="{value}" {kind}></label>'
        )

    money = (
        ("budget", "预算数", "6.00", "data-sum-total"),
        ("fiscal_funds", "财政资金", "6.00", "data-sum-part"),
        ("other_funds", "其他资金", "", "data-sum-part"),
    )
    months = enumerate(((3, "30"), (6, "60"), (10, "90"), (12, "100")), 900)
    purpose = f"project:{PROJECT}:purpose"
    return (
        f"<div data-sums>{''.join(field(f'project:{PROJECT}:{name}', *rest) for name, *rest in money)}"
        f'<p class="sum-note" data-sum-note></p></div><div data-milestones>'
        f"{''.join(field(f'milestone:{row_id(n)}:percent', f'{m}月底', p) for n, (m, p) in months)}"
        f'<p class="sum-note" data-milestone-note></p></div>'
        f'<label>资金用途 <span class="counter" data-count-for="{purpose}" data-count-most="10">4/10</span>'
        f'<textarea class="form-control" data-cell="{purpose}">印制读本</textarea></label>'
    )


def page_html(rows=ROWS, columns: tuple[str, ...] = ()) -> str:
    """The whole page with these indicator rows, and these optional columns beside the usual ones."""
    categories = escape(json.dumps(CATEGORIES, ensure_ascii=False))
    grid = grid_of(columns)
    heads = "".join(f'<th scope="col" class="{head["width"]}">{head["label"]}</th>' for head in grid["heads"])
    body = "".join(_row(row_id(n), values, columns) for n, values in enumerate(rows))
    styles = "".join(f'<link rel="stylesheet" href="/static/{name}.css">' for name in SHEETS)
    return f"""<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>表格</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="csrf-token" content="x">{styles}
<script type="module" src="/static/js/draft/grid.js"></script><script type="module" src="/own.js"></script></head>
<body class="on-desk"><main id="main"><div class="sheet form-sheet" data-draft data-plan="{PLAN}" data-user="1"
 data-save-url="/save/" data-version="1" data-writable="1">{_amounts()}<span data-save-state></span>
<table data-grid data-categories="{categories}" data-columns="{escape(grid["columns_json"])}">
<thead><tr>{heads}<th class="is-tools"><span class="visually-hidden"></span></th></tr></thead>
<tbody data-rows="indicator" data-parent="{PROJECT}">{body}</tbody></table>
<button type="button" class="btn btn-quiet" data-do="add">+ 指标</button>
<template data-row-template="indicator">{_row(BLANK, [""] * len(grid["heads"]), columns)}</template></div></main></body></html>"""


def open_grid(page: Page, rows=ROWS, columns: tuple[str, ...] = ()) -> None:
    """Opens the page with these indicator rows (and optional columns) and waits until it works."""
    page.goto(site.address_of(page_html(rows, columns)))
    page.wait_for_selector("body[data-ready]")


def cells(page: Page) -> list[list[str]]:
    """What stands in the grid, row by row."""
    return page.evaluate(
        "() => Array.from(document.querySelectorAll('[data-grid] [data-row]'),"
        " (row) => Array.from(row.querySelectorAll('[data-cell]'), (cell) => cell.value))"
    )


def ids(page: Page) -> list[str]:
    """The identities of the rows, in order."""
    return page.evaluate(
        "() => Array.from(document.querySelectorAll('[data-grid] [data-row]'), (row) => row.dataset.row.split(':')[1])"
    )


def cell(page: Page, row: int, name: str):
    """One cell, by the number of its row (from 0) and its name."""
    return page.locator("[data-grid] [data-row]").nth(row).locator(f'[data-cell$=":{name}"]')


def focus(page: Page) -> tuple[int, str]:
    """Row and name of the cell that holds the focus."""
    return tuple(
        page.evaluate(
            "() => { const at = document.activeElement; const row = at.closest('[data-row]');"
            " return [Array.from(document.querySelectorAll('[data-grid] [data-row]')).indexOf(row),"
            " (at.dataset.cell || '').split(':')[2] || at.tagName]; }"
        )
    )


def put_on_clipboard(page: Page, *, text: str, html: str | None = None) -> None:
    """As another program would: plain text, and HTML where it offers any. (Chromium parses HTML that it is given, and
    our own page's policy would complain of Excel's styles there.)"""
    other = page.context.new_page()
    other.route("**/*", lambda route: route.fulfill(body="<title>Excel</title>", content_type="text/html"))
    other.goto("http://excel.localhost/")
    other.evaluate(
        "([text, html]) => { const as = (kind, words) => ({ [kind]: new Blob([words], { type: kind }) });"
        " const item = { ...as('text/plain', text), ...(html ? as('text/html', html) : {}) };"
        " return navigator.clipboard.write([new ClipboardItem(item)]); }",
        [text, html],
    )
    other.close()
    page.bring_to_front()


def clipboard(page: Page, kind: str = "text/plain") -> str:
    return page.evaluate(
        "async (kind) => { const [item] = await navigator.clipboard.read();"
        " return (await item.getType(kind)).text(); }",
        kind,
    )
