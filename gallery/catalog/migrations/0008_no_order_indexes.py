"""Orders come from the arrays of the search index; their database indexes slowed every ingest."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_log_missing")]

    operations = [
        migrations.RemoveIndex("image", "image_newest"),
        migrations.RemoveIndex("image", "image_widest"),
        migrations.RemoveIndex("image", "image_mixed"),
    ]
