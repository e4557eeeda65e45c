"""The full-text index, FTS5 or tsvector."""

from django.db import migrations

from gallery.catalog import text_index


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_images")]
    operations = [migrations.RunPython(text_index.create, text_index.drop)]
