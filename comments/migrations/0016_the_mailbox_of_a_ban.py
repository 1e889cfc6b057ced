from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('comments', '0015_a_right_to_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='ban',
            name='mailbox_key',
            field=models.CharField(blank=True, db_index=True, default='', max_length=64, verbose_name='keyed hash of the mailbox'),
        ),
    ]
