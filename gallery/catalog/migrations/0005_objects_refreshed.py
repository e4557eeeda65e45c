"""When depicted objects were last seen; harvests remember elsewhere how far they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_search_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="image",
            name="objects_refreshed_at",
            field=models.DateTimeField(
                blank=True, help_text="when what it depicts was last seen there", null=True
            ),
        ),
        migrations.RunSQL(
            "UPDATE catalog_image SET objects_refreshed_at = refreshed_at WHERE provider = 'harvard'",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name="HarvestState"),
    ]
