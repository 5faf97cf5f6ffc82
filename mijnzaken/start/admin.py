"""The name of the admin."""

from django.contrib import admin

admin.site.site_header = "MijnZaken beheer"
admin.site.site_title = "MijnZaken"
admin.site.index_title = "Beheer"
