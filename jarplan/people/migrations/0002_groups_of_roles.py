"""Makes one group for each role; reversible."""

from django.db import migrations

from jarplan.people.roles import make_groups, remove_groups


class Migration(migrations.Migration):
    replaces = [("people", "0002_role_groups")]
    dependencies = [("people", "0001_people_and_posts"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make_groups, remove_groups)]
