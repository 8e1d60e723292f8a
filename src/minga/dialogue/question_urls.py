"""Which address opens which page of questions?"""

from django.urls import URLPattern, path

from minga.dialogue.pages import answering, asking, by_code, question, questions, taking_part

urlpatterns: list[URLPattern] = [
    path("preguntas/", questions.question_list, name="question-list"),
    path("preguntas.json", questions.question_list_json, name="question-list-json"),
    path("preguntas.csv", questions.question_list_csv, name="question-list-csv"),
    path("preguntas.atom", questions.question_list_atom, name="question-list-atom"),
    path("preguntas/nueva/", asking.question_new, name="question-new"),
    path("preguntas/<str:number>/", question.question_detail, name="question-detail"),
    path("preguntas/<str:number>.json", question.question_json, name="question-json"),
    path("preguntas/<str:number>/yo-tambien/", taking_part.question_wait, name="question-wait"),
    path(
        "preguntas/<str:number>/te-responde/",
        taking_part.question_opinion,
        name="question-opinion",
    ),
    path(
        "preguntas/<str:number>/repreguntar/",
        taking_part.question_follow_up,
        name="question-follow-up",
    ),
    path(
        "preguntas/<str:number>/retirar/", taking_part.question_withdraw, name="question-withdraw"
    ),
    path("seguimiento/pregunta/<slug:step>/", by_code.followed_question, name="followed-question"),
    path("despacho/preguntas/", answering.desk_questions, name="desk-questions"),
    path(
        "despacho/preguntas/<str:number>/responder/",
        answering.question_answer,
        name="question-answer",
    ),
    path("despacho/preguntas/<str:number>/unir/", answering.question_merge, name="question-merge"),
]
