"""Foods in versions, so that a table has releases.

The catalogue is made anew here and loaded again afterwards (manage.py prepare, or load_foods):
nobody's data is in it, and what people logged carries its own values.
"""

import django.db.models.deletion
from django.db import migrations, models

# Only on PostgreSQL; SQLite's index is made after every migrate (foods/search/sqlite.py). The
# extension and the index over the words are there since 0002.
FORWARD = (
    """ALTER TABLE foods_foodname ADD COLUMN search tsvector GENERATED ALWAYS AS (
         array_to_tsvector(array_remove(string_to_array(name_norm || ' ' || heads, ' '), ''))
       ) STORED""",
    "CREATE INDEX foods_foodname_search ON foods_foodname USING gin (search)",
)


def add_search(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in FORWARD:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("foods", "0002_search_postgresql")]

    operations = [
        migrations.DeleteModel(name='Portion'),
        migrations.DeleteModel(name='FoodName'),
        migrations.DeleteModel(name='Food'),
        migrations.DeleteModel(name='Release'),
        migrations.CreateModel(
            name='Table',
            fields=[
                ('key', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('active', models.PositiveIntegerField(default=0)),
                ('is_on', models.BooleanField(default=True)),
            ],
            options={
                'verbose_name': 'food table',
                'verbose_name_plural': 'food tables',
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('loaded_at', models.DateTimeField()),
                ('is_finished', models.BooleanField(default=False)),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='foods.table')),
            ],
        ),
        migrations.CreateModel(
            name='Food',
            fields=[
                ('row', models.BigIntegerField(editable=False, primary_key=True, serialize=False)),
                ('id', models.UUIDField(editable=False)),
                ('since', models.PositiveIntegerField(default=1, editable=False)),
                ('until', models.PositiveIntegerField(editable=False, null=True)),
                ('slug', models.SlugField(blank=True, max_length=80, null=True, unique=True)),
                ('kind', models.CharField(choices=[('food', 'food'), ('water', 'water')], default='food', max_length=10)),
                ('group', models.CharField(max_length=40)),
                ('tier', models.PositiveSmallIntegerField(default=1)),
                ('content', models.JSONField(blank=True, default=dict)),
                ('magnesium_mg', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('magnesium_basis', models.CharField(choices=[('measured', 'measured'), ('estimate', 'estimate'), ('below_limit', 'too little to measure'), ('logical_zero', 'none by nature'), ('label', 'from the label'), ('unknown', 'unknown')], default='unknown', max_length=20)),
                ('low_mg', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('fill_mg', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('high_mg', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('energy_kcal', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                ('energy_basis', models.CharField(choices=[('table', 'from the table'), ('computed', 'computed from fat, carbohydrate, fibre, protein and alcohol'), ('unknown', 'unknown')], default='unknown', max_length=20)),
                ('below_limit', models.JSONField(blank=True, default=list)),
                ('dataset', models.CharField(max_length=40)),
                ('release', models.CharField(max_length=40)),
                ('code', models.CharField(max_length=80)),
                ('source_description', models.CharField(blank=True, max_length=400)),
                ('match', models.CharField(choices=[('direct', 'the same food'), ('proxy', 'the nearest food'), ('none', 'no row in a table')], default='direct', max_length=10)),
                ('notes', models.JSONField(blank=True, default=list)),
                ('fingerprint', models.CharField(blank=True, editable=False, max_length=64)),
                ('table', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foods.table')),
            ],
            options={
                'verbose_name': 'food',
                'verbose_name_plural': 'foods',
            },
        ),
        migrations.CreateModel(
            name='FoodName',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('lang', models.CharField(max_length=5)),
                ('name', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('name', 'name'), ('synonym', 'synonym')], max_length=10)),
                ('name_norm', models.CharField(db_index=True, max_length=600)),
                ('heads', models.CharField(blank=True, max_length=300)),
                ('food', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='names', to='foods.food')),
            ],
            options={
                'verbose_name': 'name',
                'verbose_name_plural': 'names',
                'constraints': [models.UniqueConstraint(fields=('food', 'lang', 'name'), name='foodname_once')],
            },
        ),
        migrations.CreateModel(
            name='Portion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('labels', models.JSONField()),
                ('grams', models.DecimalField(decimal_places=3, max_digits=9)),
                ('source', models.CharField(max_length=40)),
                ('code', models.CharField(blank=True, max_length=80)),
                ('is_default', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('food', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='portions', to='foods.food')),
            ],
            options={
                'verbose_name': 'portion',
                'verbose_name_plural': 'portions',
                'constraints': [models.UniqueConstraint(fields=('food', 'position'), name='portion_position_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('food',), name='portion_one_default'), models.CheckConstraint(condition=models.Q(('grams__gt', 0)), name='portion_weighs_something')],
            },
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=300)),
                ('doubts', models.JSONField()),
                ('record', models.JSONField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='set_aside', to='foods.release')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('release', 'code'), name='set_aside_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(fields=('table', 'serial'), name='release_serial_once'),
        ),
        migrations.AddIndex(
            model_name='food',
            index=models.Index(fields=['dataset', 'code'], name='food_dataset_code'),
        ),
        migrations.AddIndex(
            model_name='food',
            index=models.Index(fields=['table', 'since'], name='food_table_since'),
        ),
        migrations.AddIndex(
            model_name='food',
            index=models.Index(condition=models.Q(('until__isnull', False)), fields=['table', 'until'], name='food_table_until'),
        ),
        migrations.AddConstraint(
            model_name='food',
            constraint=models.UniqueConstraint(fields=('id', 'since'), name='food_version_once'),
        ),
        migrations.AddConstraint(
            model_name='food',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('magnesium_basis', 'unknown'), ('magnesium_mg__isnull', True)), models.Q(('magnesium_mg__gte', 0), ('magnesium_mg__isnull', False), models.Q(('magnesium_basis', 'unknown'), _negated=True)), _connector='OR'), name='food_magnesium_known_or_not'),
        ),
        migrations.AddConstraint(
            model_name='food',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('energy_basis', 'unknown'), ('energy_kcal__isnull', True)), models.Q(('energy_kcal__gte', 0), ('energy_kcal__isnull', False), models.Q(('energy_basis', 'unknown'), _negated=True)), _connector='OR'), name='food_energy_known_or_not'),
        ),
        migrations.AddConstraint(
            model_name='food',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fill_mg__isnull', True), ('high_mg__isnull', True), ('low_mg__isnull', True)), models.Q(('fill_mg__gte', models.F('low_mg')), ('fill_mg__isnull', False), ('high_mg__gte', models.F('fill_mg')), ('high_mg__isnull', False), ('low_mg__gte', 0), ('low_mg__isnull', False), ('magnesium_mg__isnull', True)), _connector='OR'), name='food_range_in_order'),
        ),
        # Its column and index went with the table; the way back is a new database.
        migrations.RunPython(add_search),
    ]
