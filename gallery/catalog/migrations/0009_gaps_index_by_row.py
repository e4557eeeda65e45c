"""The index of the gaps page in the order of rows: new ones had fallen into it at random."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_no_order_indexes")]

    operations = [
        migrations.RemoveIndex("image", "image_gaps"),
        migrations.AddIndex(
            "image",
            models.Index(
                fields=[
                    "id",
                    "kind",
                    "provider",
                    "parts",
                    "width",
                    "height",
                    "access_level",
                    "permission_level",
                    "date",
                    "make",
                    "film",
                ],
                name="image_gaps",
            ),
        ),
    ]
