(** Elementary facts about nodes and averages over paths.  No claim here. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas.
Open Scope R_scope.

(** ** Nodes *)

Lemma node_child : forall G n h a,
  node G (S n) h -> In a (moves G h) -> node G n (a :: h).
Proof.
  intros G n h a [Hlen Hleg] Ha. split; [simpl; lia|]. split; assumption.
Qed.

Lemma node_root : forall G, node G (horizon G) [].
Proof. intros. split; [simpl; lia|exact I]. Qed.

Lemma node_reaches : forall G k n h path,
  node G (n + k) h -> reaches G n h path -> node G k path.
Proof.
  intros G k n. induction n as [|n IH]; intros h path Hn Hr; simpl in *.
  - subst. exact Hn.
  - destruct Hr as [a [Ha Hr]]. apply (IH (a :: h)); [|exact Hr].
    apply node_child; assumption.
Qed.

Lemma node_reaches_end : forall G n h path,
  node G n h -> reaches G n h path -> node G 0 path.
Proof.
  intros G n h path Hn. apply node_reaches.
  replace (n + 0)%nat with n by lia. exact Hn.
Qed.

Lemma reaches_length : forall G n h path,
  reaches G n h path -> length path = (n + length h)%nat.
Proof.
  intros G. induction n as [|n IH]; intros h path Hr; simpl in *.
  - subst. reflexivity.
  - destruct Hr as [a [_ Hr]]. rewrite (IH _ _ Hr). simpl. lia.
Qed.

Lemma reaches_skipn : forall G n h path,
  reaches G n h path -> skipn n path = h.
Proof.
  intros G. induction n as [|n IH]; intros h path Hr.
  - simpl in *. exact Hr.
  - destruct Hr as [a [_ Hr]]. specialize (IH _ _ Hr).
    change (S n) with (1 + n)%nat. 
    assert (E : skipn (1 + n) path = skipn 1 (skipn n path)).
    { clear. revert path. induction n as [|n IH]; intros path; [reflexivity|].
      destruct path; [reflexivity|]. simpl in *. apply IH. }
    rewrite E, IH. reflexivity.
Qed.

(** ** Policies: what being admissible gives *)

Lemma admissible_dist : forall G n h q,
  wellFormed G -> node G (S n) h -> admissible G h q -> isDist (moves G h) q.
Proof.
  intros G n h q HG Hn Hq. destruct (HG n h Hn) as [_ [_ Hc]].
  unfold admissible in Hq. destruct (chance G h) as [c|]; [|exact Hq].
  destruct Hc as [Hpos Hsum]. split.
  - intros a Ha. rewrite (Hq a Ha). apply Hpos, Ha.
  - rewrite <- Hsum. apply sum_ext. exact Hq.
Qed.

Lemma policy_dist : forall G pol n h,
  wellFormed G -> isPolicy G pol -> node G (S n) h -> isDist (moves G h) (pol h).
Proof.
  intros G pol n h HG Hp Hn.
  apply (admissible_dist G n h); [exact HG|exact Hn|exact (Hp n h Hn)].
Qed.

Lemma full_support_covers : forall G old new,
  fullSupport G old -> covers G old new.
Proof. intros G old new H n h a Hn Ha E. pose proof (H n h a Hn Ha). lra. Qed.

(** ** The operator *)

Lemma expect_ext : forall G pol n h f g,
  (forall path, reaches G n h path -> f path = g path) ->
  expect G pol n h f = expect G pol n h g.
Proof.
  intros G pol. induction n as [|n IH]; intros h f g H; simpl.
  - apply H. reflexivity.
  - apply mean_ext. intros a Ha. apply IH. intros path Hp. apply H.
    exists a. split; assumption.
Qed.

Lemma expect_policy_ext : forall G p q n k h f,
  (forall j h', (j < n)%nat -> node G (S (j + k)) h' ->
     forall a, In a (moves G h') -> p h' a = q h' a) ->
  node G (n + k) h ->
  expect G p n h f = expect G q n h f.
Proof.
  intros G p q. induction n as [|n IH]; intros k h f H Hn; simpl; [reflexivity|].
  rewrite (mean_dist_ext _ (p h) (q h)) by (apply (H n); [lia|exact Hn]).
  apply mean_ext. intros a Ha. apply (IH k).
  - intros j h' Hj. apply H. lia.
  - apply node_child; assumption.
Qed.

Lemma expect_add : forall G pol n h f g,
  expect G pol n h (fun x => f x + g x) = expect G pol n h f + expect G pol n h g.
Proof.
  intros G pol. induction n as [|n IH]; intros; simpl; [reflexivity|].
  rewrite <- mean_add. apply mean_ext. intros. apply IH.
Qed.

Lemma expect_sub : forall G pol n h f g,
  expect G pol n h (fun x => f x - g x) = expect G pol n h f - expect G pol n h g.
Proof.
  intros G pol. induction n as [|n IH]; intros; simpl; [reflexivity|].
  rewrite <- mean_sub. apply mean_ext. intros. apply IH.
Qed.

Lemma expect_scal : forall G pol n h c f,
  expect G pol n h (fun x => c * f x) = c * expect G pol n h f.
Proof.
  intros G pol. induction n as [|n IH]; intros; simpl; [reflexivity|].
  rewrite <- mean_scal. apply mean_ext. intros. apply IH.
Qed.

Lemma expect_app : forall G pol n m h f,
  expect G pol (n + m) h f =
  expect G pol n h (fun h' => expect G pol m h' f).
Proof.
  intros G pol. induction n as [|n IH]; intros; simpl; [reflexivity|].
  apply mean_ext. intros. apply IH.
Qed.

(** Unroll the LAST move instead of the first one. *)
Lemma expect_snoc : forall G pol n h f,
  expect G pol (S n) h f =
  expect G pol n h
    (fun h' => mean (moves G h') (pol h') (fun a => f (a :: h'))).
Proof.
  intros. replace (S n) with (n + 1)%nat by lia. rewrite expect_app. reflexivity.
Qed.

Lemma expect_const : forall G pol n k h c,
  wellFormed G -> isPolicy G pol -> node G (n + k) h ->
  expect G pol n h (fun _ => c) = c.
Proof.
  intros G pol n k h c HG Hp. revert h. induction n as [|n IH]; intros h Hn; simpl.
  - reflexivity.
  - rewrite (mean_ext _ _ _ (fun _ => c)).
    + apply mean_const. apply (policy_dist G pol (n + k) h HG Hp Hn).
    + intros a Ha. apply IH. apply node_child; assumption.
Qed.

Lemma expect_le : forall G pol n k h f g,
  wellFormed G -> isPolicy G pol -> node G (n + k) h ->
  (forall path, reaches G n h path -> f path <= g path) ->
  expect G pol n h f <= expect G pol n h g.
Proof.
  intros G pol n k h f g HG Hp. revert h.
  induction n as [|n IH]; intros h Hn H; simpl.
  - apply H. reflexivity.
  - apply mean_le.
    + apply (policy_dist G pol (n + k) h HG Hp Hn).
    + intros a Ha. apply IH; [apply node_child; assumption|].
      intros path Hpath. apply H. exists a. split; assumption.
Qed.

Lemma expect_nonneg : forall G pol n k h f,
  wellFormed G -> isPolicy G pol -> node G (n + k) h ->
  (forall path, reaches G n h path -> 0 <= f path) ->
  0 <= expect G pol n h f.
Proof.
  intros G pol n k h f HG Hp Hn H.
  rewrite <- (expect_const G pol n k h 0 HG Hp Hn).
  apply (expect_le G pol n k h); assumption.
Qed.

Lemma value_step : forall G pol n h,
  value G pol (S n) h = mean (moves G h) (pol h) (actionValue G pol n h).
Proof. reflexivity. Qed.

(** ** Totals along paths *)

Lemma along_step : forall G pol c n h,
  along G pol c (S n) h =
  c n h + mean (moves G h) (pol h) (fun a => along G pol c n (a :: h)).
Proof. reflexivity. Qed.

Lemma along_ext : forall G pol c d n h,
  node G n h ->
  (forall m h', node G (S m) h' -> c m h' = d m h') ->
  along G pol c n h = along G pol d n h.
Proof.
  intros G pol c d n. induction n as [|n IH]; intros h Hn H; simpl; [reflexivity|].
  rewrite (H n h Hn). f_equal. apply mean_ext. intros a Ha.
  apply IH; [apply node_child; assumption|exact H].
Qed.

Lemma along_add : forall G pol c d n h,
  along G pol (fun m x => c m x + d m x) n h =
  along G pol c n h + along G pol d n h.
Proof.
  intros G pol c d n. induction n as [|n IH]; intros h; simpl; [lra|].
  rewrite (mean_ext _ _ _ (fun a => along G pol c n (a :: h) + along G pol d n (a :: h)))
    by (intros; apply IH).
  rewrite mean_add. lra.
Qed.

Lemma along_scal : forall G pol k c n h,
  along G pol (fun m x => k * c m x) n h = k * along G pol c n h.
Proof.
  intros G pol k c n. induction n as [|n IH]; intros h; simpl; [lra|].
  rewrite (mean_ext _ _ _ (fun a => k * along G pol c n (a :: h)))
    by (intros; apply IH).
  rewrite mean_scal. lra.
Qed.

Lemma along_le : forall G pol c d n h,
  wellFormed G -> isPolicy G pol -> node G n h ->
  (forall m h', node G (S m) h' -> c m h' <= d m h') ->
  along G pol c n h <= along G pol d n h.
Proof.
  intros G pol c d n h HG Hp. revert h.
  induction n as [|n IH]; intros h Hn H; simpl; [lra|].
  apply Rplus_le_compat; [apply H; exact Hn|].
  apply mean_le; [apply (policy_dist G pol n h HG Hp Hn)|].
  intros a Ha. apply IH; [apply node_child; assumption|exact H].
Qed.

Lemma along_zero : forall G pol n h, along G pol (fun _ _ => 0) n h = 0.
Proof.
  intros G pol. induction n as [|n IH]; intros h; simpl; [reflexivity|].
  rewrite (mean_ext _ _ _ (fun _ => 0)) by (intros; apply IH).
  rewrite mean_zero. lra.
Qed.

Lemma along_nonneg : forall G pol c n h,
  wellFormed G -> isPolicy G pol -> node G n h ->
  (forall m h', node G (S m) h' -> 0 <= c m h') ->
  0 <= along G pol c n h.
Proof.
  intros G pol c n h HG Hp Hn H. rewrite <- (along_zero G pol n h).
  apply along_le; assumption.
Qed.

(** The earliest of the [n + 1] most recent moves is the one made at [h]. *)
Lemma pathSum_first : forall G g n k h a path,
  reaches G n (a :: h) path ->
  pathSum g k (S n) path = pathSum g k n path + g (n + k)%nat h a.
Proof.
  intros G g n k h a path Hr. pose proof (reaches_skipn _ _ _ _ Hr) as E.
  clear Hr. revert k path E. induction n as [|n IH]; intros k path E.
  - simpl in E. subst. simpl. ring.
  - destruct path as [|b path]; [discriminate|]. simpl in E.
    change (g k path b + pathSum g (S k) (S n) path
      = g k path b + pathSum g (S k) n path + g (S n + k)%nat h a).
    rewrite (IH (S k) path E). replace (n + S k)%nat with (S n + k)%nat by lia. ring.
Qed.

(** A total along paths is the average of a sum over the path. *)
Lemma along_is_pathSum : forall G pol g n h,
  wellFormed G -> isPolicy G pol -> node G n h ->
  along G pol (fun m x => mean (moves G x) (pol x) (g m x)) n h
  = expect G pol n h (pathSum g 0 n).
Proof.
  intros G pol g n h HG Hp. revert h. induction n as [|n IH]; intros h Hn; [reflexivity|].
  cbn [along expect].
  rewrite <- mean_add. apply mean_ext. intros a Ha.
  pose proof (node_child G n h a Hn Ha) as Hc.
  rewrite (IH _ Hc).
  rewrite (expect_ext G pol n (a :: h) (pathSum g 0 (S n))
    (fun path => g n h a + pathSum g 0 n path)).
  - rewrite expect_add, (expect_const G pol n 0); [reflexivity|assumption..|].
    rewrite Nat.add_0_r. exact Hc.
  - intros path Hr. rewrite (pathSum_first G g n 0 h a path Hr), Nat.add_0_r. ring.
Qed.
