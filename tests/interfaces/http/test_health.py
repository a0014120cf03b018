"""Whether it lives, whether it can serve, what it counts."""

from temporalio.client import Client

from domain.catalogue import Catalogue
from infra import documents
from infra.clock import now
from infra.ids import new_id
from interfaces.desk.desk import Desk
from interfaces.http.app import application
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import OPERATOR, Api, client_of, parts_of
from tests.interfaces.http.test_ordering import COMMENT, filed, problem, submit
from tests.service import REAL
from workflows.plugin import plugin


async def test_it_lives_and_is_ready(api: Api) -> None:
    assert (await api.client.get("/livez")).json() == {"alive": True}
    stream = await filed(api)
    position = (await api.of(OPERATOR).order(stream, COMMENT)).json()["position"]
    assert (await api.of(OPERATOR).get(f"/v1/worklist?at_least={position}")).status_code == 200
    ready = (await api.client.get("/readyz")).json()
    assert ready["ready"]
    assert ready["position"] >= ready["folded"] >= position


async def test_figures_are_told_without_names(api: Api) -> None:
    await filed(api)
    told = (await api.client.get("/metrics")).text
    assert (
        'branch_http_requests_total{method="POST",route="/v1/processes/{stream}/commands",status="200"}'
        in told
    )
    assert "K-" not in told


async def test_while_temporal_is_away_nothing_is_half_done(office: Office) -> None:
    sentences = Catalogue(documents.messages())
    nowhere = await Client.connect("127.0.0.1:1", plugins=[plugin(sentences)], lazy=True)
    desk = Desk(office.service.journal, nowhere, sentences, REAL, now=now, new_id=new_id)
    app = application(parts_of(office)._replace(desk=desk))
    async with client_of(app) as client:
        api = Api(app, client, OPERATOR)
        stream = "filing/K-away/1"
        answer = await api.order(stream, COMMENT)
        problem(answer, 404, "permission.no-case")
        opening = await api.order(stream, submit())
        assert problem(opening, 503, "http.unavailable")["data"] == {"system": "Temporal"}
        assert opening.headers["retry-after"] == "5"
        assert await office.service.journal.version(stream) == 0
        ready = await client.get("/readyz")
        told = problem(ready, 503, "http.unavailable")
        assert told["data"]["system"] == "Temporal"
        assert ready.headers["retry-after"] == "5"
        assert "127.0.0.1" not in ready.text
