from mijnzaken.zgw import rulebook


def test_elke_regel_die_van_kracht_is_heeft_functies_en_tests():
    assert list(rulebook.gaps(rulebook.entries())) == []


def test_bladzijde_met_regels_is_bij():
    made = rulebook.page(rulebook.entries())

    assert (rulebook.ROOT / "docs/regels.md").read_text("utf-8") == made, (
        "draai manage.py regels --schrijf docs/regels.md"
    )


def test_een_nummer_zonder_functie_valt_op():
    kaal = rulebook.Entry("zrc-001", "Titel", (), (), "")

    assert next(rulebook.gaps([kaal])).startswith("zrc-001 heeft geen functie")


def test_een_uitgestelde_regel_die_er_is_valt_op():
    entry = next(entry for entry in rulebook.entries() if entry.number == "zrc-001")
    uitgesteld = rulebook.Entry(entry.number, entry.title, entry.rules, entry.tests, "Later.")

    assert next(rulebook.gaps([uitgesteld])) == "zrc-001 staat onder 'Nog niet' maar is er"
