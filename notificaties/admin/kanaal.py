from django.contrib import admin

from notificaties.models import Kanaal


@admin.register(Kanaal)
class KanaalAdmin(admin.ModelAdmin[Kanaal]):
    """Kanalen; those of this installation's own registries appear by themselves."""

    list_display = ("naam", "kenmerken", "documentatie_link")
    search_fields = ("naam",)

    @admin.display(description="kenmerken")
    def kenmerken(self, kanaal: Kanaal) -> str:
        return ", ".join(kanaal.filters) or "geen"
