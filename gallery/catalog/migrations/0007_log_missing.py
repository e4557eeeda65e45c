"""The change log also sees rows that their provider no longer has."""

from django.db import migrations

from gallery.catalog import change_log


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_gaps_index")]

    operations = [migrations.RunPython(change_log.create, change_log.drop)]
