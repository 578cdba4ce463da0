"""Kept parts and kept drawings never change what is printed."""

from dataclasses import replace

from tests.builders import a_project, a_text
from tests.writers.test_tables import tall_project
from texts.writers.print.official_pdf import Printer


def three_projects():
    return a_text(projects=(a_project(), a_project(name="第二个"), a_project(name="第三个")))


def test_a_print_of_kept_parts_is_a_fresh_print_byte_for_byte(printer):
    text = three_projects()
    other = replace(text, overall_goal=("另一篇，字也不同：喆堃镕。",), projects=(tall_project(40), *text.projects))

    prints = [printer.print(text), printer.print(other), printer.print(text), Printer().print(text)]

    assert prints[0] == prints[2] == prints[3] != prints[1]


def test_one_changed_cell_lays_out_one_part_and_prints_like_new():
    text, printer = three_projects(), Printer()
    printer.print(text)
    changed = replace(
        text, projects=(text.projects[0], replace(text.projects[1], purpose="另有安排。"), text.projects[2])
    )
    before = set(printer._parts._pages.values())

    pdf = printer.print(changed)

    new = set(printer._parts._pages.values()) - before
    assert len(new) == 1
    assert pdf == Printer().print(changed)


def test_pages_after_a_grown_part_are_numbered_anew(printer):
    text = three_projects()
    grown = replace(text, projects=(tall_project(90), *text.projects[1:]))
    printer.print(text)

    pdf = printer.print(grown)

    assert pdf == Printer().print(grown)


def test_identities_are_no_part_of_the_print(printer):
    text = three_projects()
    named = replace(text, id="b2f5ff47-0b0c-4a56-9ac2-1f9a3c1a7d0e")

    assert printer.print(named) == printer.print(text)
