(** Elementary facts about sums and averages over a menu.  No claim here. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
Open Scope R_scope.

Lemma sum_ext : forall l f g,
  (forall a, In a l -> f a = g a) -> sum l f = sum l g.
Proof.
  induction l as [|a l IH]; intros f g H; cbn [sum]; [reflexivity|].
  rewrite (H a (or_introl eq_refl)), (IH f g); [reflexivity|].
  intros b Hb; apply H; right; exact Hb.
Qed.

Lemma sum_le : forall l f g,
  (forall a, In a l -> f a <= g a) -> sum l f <= sum l g.
Proof.
  induction l as [|a l IH]; intros f g H; cbn [sum]; [lra|].
  pose proof (H a (or_introl eq_refl)).
  assert (sum l f <= sum l g) by (apply IH; intros b Hb; apply H; right; exact Hb).
  lra.
Qed.

Lemma sum_add : forall l f g, sum l (fun a => f a + g a) = sum l f + sum l g.
Proof. induction l as [|a l IH]; intros f g; cbn [sum]; [lra|rewrite IH; lra]. Qed.

Lemma sum_sub : forall l f g, sum l (fun a => f a - g a) = sum l f - sum l g.
Proof. induction l as [|a l IH]; intros f g; cbn [sum]; [lra|rewrite IH; lra]. Qed.

Lemma sum_scal : forall l c f, sum l (fun a => c * f a) = c * sum l f.
Proof. induction l as [|a l IH]; intros c f; cbn [sum]; [lra|rewrite IH; lra]. Qed.

Lemma sum_zero : forall l, sum l (fun _ => 0) = 0.
Proof. induction l as [|a l IH]; cbn [sum]; [lra|rewrite IH; lra]. Qed.

Lemma sum_const : forall l c, sum l (fun _ => c) = INR (length l) * c.
Proof.
  induction l as [|a l IH]; intros c; cbn [sum]; [simpl; lra|].
  cbn [length]. rewrite IH, S_INR. lra.
Qed.

Lemma sum_nonneg : forall l f, (forall a, In a l -> 0 <= f a) -> 0 <= sum l f.
Proof. intros l f H. rewrite <- (sum_zero l). apply sum_le. exact H. Qed.

Lemma sum_pos : forall l f,
  l <> [] -> (forall a, In a l -> 0 < f a) -> 0 < sum l f.
Proof.
  intros [|a l] f Hne H; [congruence|]. cbn [sum].
  pose proof (H a (or_introl eq_refl)).
  assert (0 <= sum l f)
    by (apply sum_nonneg; intros b Hb; left; apply H; right; exact Hb).
  lra.
Qed.

(** A sum of numbers that are not negative is at least each of them. *)
Lemma sum_ge_term : forall l f a,
  In a l -> (forall b, In b l -> 0 <= f b) -> f a <= sum l f.
Proof.
  induction l as [|b l IH]; intros f a Hin H; [destruct Hin|].
  cbn [sum]. destruct Hin as [->|Hin].
  - assert (0 <= sum l f) by (apply sum_nonneg; intros c Hc; apply H; right; exact Hc).
    lra.
  - pose proof (H b (or_introl eq_refl)).
    assert (f a <= sum l f) by (apply IH; [exact Hin|intros c Hc; apply H; right; exact Hc]).
    lra.
Qed.

Lemma mean_ext : forall l q f g,
  (forall a, In a l -> f a = g a) -> mean l q f = mean l q g.
Proof. intros. apply sum_ext. intros a Ha. rewrite (H a Ha). reflexivity. Qed.

Lemma mean_dist_ext : forall l p q f,
  (forall a, In a l -> p a = q a) -> mean l p f = mean l q f.
Proof. intros. apply sum_ext. intros a Ha. rewrite (H a Ha). reflexivity. Qed.

Lemma mean_le : forall l q f g,
  (forall a, In a l -> 0 <= q a) ->
  (forall a, In a l -> f a <= g a) -> mean l q f <= mean l q g.
Proof.
  intros l q f g Hq H. apply sum_le. intros a Ha.
  apply Rmult_le_compat_l; [apply Hq|apply H]; exact Ha.
Qed.

(** Only the moves with positive weight matter. *)
Lemma mean_le_support : forall l q f g,
  (forall a, In a l -> 0 <= q a) ->
  (forall a, In a l -> 0 < q a -> f a <= g a) -> mean l q f <= mean l q g.
Proof.
  intros l q f g Hq H. apply sum_le. intros a Ha.
  destruct (Hq a Ha) as [Hpos|Hzero].
  - apply Rmult_le_compat_l; [lra|]. apply H; [exact Ha|exact Hpos].
  - rewrite <- Hzero. lra.
Qed.

Lemma mean_add : forall l q f g,
  mean l q (fun a => f a + g a) = mean l q f + mean l q g.
Proof.
  intros. unfold mean. rewrite <- sum_add. apply sum_ext. intros. ring.
Qed.

Lemma mean_sub : forall l q f g,
  mean l q (fun a => f a - g a) = mean l q f - mean l q g.
Proof.
  intros. unfold mean. rewrite <- sum_sub. apply sum_ext. intros. ring.
Qed.

Lemma mean_scal : forall l q c f,
  mean l q (fun a => c * f a) = c * mean l q f.
Proof.
  intros. unfold mean. rewrite <- sum_scal. apply sum_ext. intros. ring.
Qed.

Lemma mean_zero : forall l q, mean l q (fun _ => 0) = 0.
Proof.
  intros. unfold mean. rewrite (sum_ext _ _ (fun _ => 0)) by (intros; ring).
  apply sum_zero.
Qed.

Lemma mean_weighted : forall l q c, mean l q (fun _ => c) = sum l q * c.
Proof.
  intros. unfold mean. rewrite (sum_ext _ _ (fun a => c * q a)) by (intros; ring).
  rewrite sum_scal. ring.
Qed.

Lemma mean_const : forall l q c, sum l q = 1 -> mean l q (fun _ => c) = c.
Proof. intros. rewrite mean_weighted, H. ring. Qed.

Lemma mean_nonneg : forall l q f,
  (forall a, In a l -> 0 <= q a) ->
  (forall a, In a l -> 0 <= f a) -> 0 <= mean l q f.
Proof.
  intros l q f Hq Hf. apply sum_nonneg. intros a Ha.
  apply Rmult_le_pos; [apply Hq|apply Hf]; exact Ha.
Qed.

(** Averages under a point of the segment from [p] to [q]. *)
Lemma mean_segment : forall l p q s f,
  mean l (fun a => p a + s * (q a - p a)) f =
  mean l p f + s * (mean l q f - mean l p f).
Proof.
  intros. unfold mean. rewrite <- sum_sub, <- sum_scal, <- sum_add.
  apply sum_ext. intros. ring.
Qed.

Lemma sum_segment : forall l p q s,
  sum l (fun a => p a + s * (q a - p a)) = sum l p + s * (sum l q - sum l p).
Proof. intros. rewrite <- sum_sub, <- sum_scal, <- sum_add. reflexivity. Qed.

(** The distribution that puts all weight on one move of the menu. *)
Lemma mean_point : forall l a f,
  NoDup l -> In a l -> mean l (fun b => if Nat.eqb b a then 1 else 0) f = f a.
Proof.
  unfold mean. induction l as [|b l IH]; intros a f Hnd Hin; [destruct Hin|].
  inversion Hnd as [|x y Hnot Hnd']; subst. cbn [sum].
  destruct (Nat.eqb_spec b a) as [->|Hneq].
  - rewrite (sum_ext l _ (fun _ => 0)).
    + rewrite sum_zero. ring.
    + intros c Hc. destruct (Nat.eqb_spec c a) as [->|]; [contradiction|ring].
  - destruct Hin as [E|Hin]; [congruence|].
    rewrite (IH a f Hnd' Hin). ring.
Qed.

Lemma point_isDist : forall l a,
  NoDup l -> In a l -> isDist l (fun b => if Nat.eqb b a then 1 else 0).
Proof.
  intros l a Hnd Hin. split.
  - intros b _. destruct (Nat.eqb b a); lra.
  - pose proof (mean_point l a (fun _ => 1) Hnd Hin) as H.
    rewrite mean_weighted in H. lra.
Qed.
