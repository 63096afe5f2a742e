"""The addresses of the money."""

from django.urls import path

from finance import views

app_name = "finance"
urlpatterns = [
    path("finance/", views.FinanceView.as_view(), name="index"),
    path("finance/<slug:slug>/revise/", views.revise, name="revise"),
    path("finance.csv", views.FinanceExport.as_view(), {"kind": "csv"}, name="csv"),
    path("finance.xlsx", views.FinanceExport.as_view(), {"kind": "xlsx"}, name="xlsx"),
]
