"""What each refusal means, at the address that its `type` names."""

from typing import Any, NoReturn

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.exceptions import PROBLEMS, describe
from api.schema import ProblemSerializer, problems

CODE = OpenApiParameter("code", str, OpenApiParameter.PATH, enum=list(PROBLEMS))


class ProblemView(APIView):
    authentication_classes = ()
    permission_classes = ()

    @extend_schema(
        operation_id="explain_problem",
        tags=["problems"],
        auth=[],
        parameters=[CODE],
        responses={
            200: ProblemSerializer,
            **problems("not-found", "not-acceptable", always=()),
        },
    )
    def get(self, request: Request, code: str) -> Response:  # noqa: ARG002
        """What a refusal means."""
        if code not in PROBLEMS:
            raise Http404
        return Response(describe(PROBLEMS[code]))


class NothingHereView(APIView):
    """Any other address: a refusal in the same form as all others."""

    authentication_classes = ()
    permission_classes = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002
        raise Http404
