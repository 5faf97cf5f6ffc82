from __future__ import annotations

import pytest

from tests.flows.diensten import Ontvanger
from tests.flows.product import Product


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    product = Product(tmp_path_factory.mktemp("product"))
    try:
        product.start("tweede worker")
        yield product
    finally:
        product.stop()


@pytest.fixture
def ontvanger():
    ontvanger = Ontvanger("Token geheim")
    ontvanger.start()
    yield ontvanger
    ontvanger.stop()
