"""Follows, notices and their channels."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import minga.dialogue.follow_labels


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("dialogue", "0001_questions"),
        ("people", "0004_recoveries"),
        ("record", "0003_words_only_emptied"),
    ]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            name="FoundEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=300)),
                ("url", models.CharField(max_length=500)),
                ("found_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "found entries",
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("topic", models.CharField(max_length=200, unique=True)),
                ("title", models.CharField(max_length=300)),
                ("read_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="UntoldAct",
            fields=[
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="record.act",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=9, unique=True)),
                (
                    "channel",
                    models.CharField(choices=minga.dialogue.follow_labels.channels, max_length=10),
                ),
                ("address", models.CharField(blank=True, max_length=254)),
                ("code_digest", models.CharField(blank=True, max_length=64)),
                ("asked_times", models.PositiveSmallIntegerField(default=0)),
                ("wrong_tries", models.PositiveSmallIntegerField(default=0)),
                ("language", models.CharField(default="es", max_length=8)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("unreachable_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("topic", models.CharField(max_length=200)),
                (
                    "frequency",
                    models.CharField(
                        choices=minga.dialogue.follow_labels.frequencies, max_length=10
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="dialogue.follower",
                    ),
                ),
            ],
            options={
                "ordering": ("since", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "frequency",
                    models.CharField(
                        choices=minga.dialogue.follow_labels.frequencies, max_length=10
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="dialogue.follower",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noticed_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "act",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.act",
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices",
                        to="dialogue.delivery",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="dialogue.foundentry",
                    ),
                ),
                (
                    "follow",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="dialogue.follow",
                    ),
                ),
            ],
            options={
                "ordering": ("-noticed_at", "-pk"),
            },
        ),
        migrations.AddField(
            model_name="foundentry",
            name="search",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="dialogue.savedsearch",
            ),
        ),
        migrations.AddIndex(
            model_name="follower",
            index=models.Index(fields=["channel", "address"], name="follower_by_address"),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("person", "channel", "address"),
                name="follower_once_a_person_and_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("channel", "MAIL"), ("confirmed_at__isnull", False), ("person__isnull", True)
                ),
                fields=("address",),
                name="follower_once_a_mailbox",
            ),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "PAGE"), _negated=True),
                    models.Q(("address", ""), ("confirmed_at__isnull", False)),
                    _connector="OR",
                ),
                name="follower_of_the_page_has_no_address",
            ),
        ),
        migrations.AddIndex(
            model_name="follow",
            index=models.Index(fields=["topic"], name="follow_by_topic"),
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.UniqueConstraint(
                fields=("follower", "topic"), name="topic_once_a_follower"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("failed_at__isnull", True), ("sent_at__isnull", True)),
                fields=["due_at", "id"],
                name="open_deliveries",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("failed_at__isnull", True), _connector="OR"
                ),
                name="delivery_sent_or_failed",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("delivery__isnull", True)),
                fields=["due_at"],
                name="waiting_notices",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("follow", "act"), name="notice_once_a_follow_and_act"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("follow", "entry"), name="notice_once_a_follow_and_entry"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act__isnull", True), ("entry__isnull", False)),
                    models.Q(("act__isnull", False), ("entry__isnull", True)),
                    _connector="OR",
                ),
                name="notice_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="foundentry",
            constraint=models.UniqueConstraint(
                fields=("search", "key"), name="entry_once_a_search"
            ),
        ),
    ]
