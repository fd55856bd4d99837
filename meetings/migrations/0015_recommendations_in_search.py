from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0014_logins")]
    operations = [
        migrations.AddIndex(
            model_name="searchitem",
            index=models.Index(
                condition=models.Q(("outcome", "recommended")),
                fields=["municipality", "-date", "-item"],
                name="search_recommended",
            ),
        ),
    ]
