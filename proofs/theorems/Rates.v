(** The argument behind claim E6, for any update with a three-point inequality.
    [B k h] is the distance at [h] from the comparison policy [star] to the
    k-th policy.
    Regime: full information, exact expectations, chance nodes anywhere. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement.
Open Scope R_scope.

Section Rates.
Variable G : game.
Variable star : policy.
Variable pol : nat -> policy.
Variable B : nat -> history -> R.
Hypothesis G_ok : wellFormed G.
Hypothesis star_ok : isPolicy G star.
Hypothesis pol_ok : forall k, isPolicy G (pol k).
Hypothesis B_nonneg : forall k n h, node G (S n) h -> 0 <= B k h.

(** Reverse order: the step is taken against the NEW values. *)
Theorem rate_reverse :
  (forall k n h, node G (S n) h ->
     mean (moves G h) (star h) (actionValue G (pol (S k)) n h)
     <= mean (moves G h) (pol (S k) h) (actionValue G (pol (S k)) n h)
        + (B k h - B (S k) h)) ->
  (forall k n h, node G n h -> value G (pol k) n h <= value G (pol (S k)) n h) ->
  forall K n h, node G n h ->
  INR K * (value G star n h - value G (pol K) n h)
  <= along G star (fun _ x => B 0 x) n h.
Proof.
  intros Hstep Hmono.
  assert (One : forall k n h, node G n h ->
    value G star n h - value G (pol (S k)) n h
    <= along G star (fun _ x => B k x + -1 * B (S k) x) n h).
  { intros k n. induction n as [|n IH]; intros h Hn.
    - unfold value. simpl. lra.
    - pose proof (Hstep k n h Hn) as Hs. rewrite !value_step. cbn [along].
      assert (mean (moves G h) (star h) (fun a =>
                actionValue G star n h a - actionValue G (pol (S k)) n h a)
              <= mean (moves G h) (star h) (fun a =>
                along G star (fun _ x => B k x + -1 * B (S k) x) n (a :: h))).
      { apply mean_le; [apply (policy_dist G star n h G_ok star_ok Hn)|].
        intros a Ha. apply IH. apply node_child; assumption. }
      rewrite mean_sub in H. lra. }
  intros K n h Hn.
  assert (Sum : INR K * (value G star n h - value G (pol K) n h)
    + along G star (fun _ x => B K x) n h <= along G star (fun _ x => B 0 x) n h).
  { induction K as [|K IH]; [simpl; lra|].
    pose proof (One K n h Hn) as O. rewrite along_add, along_scal in O.
    pose proof (Hmono K n h Hn) as M. rewrite S_INR. pose proof (pos_INR K).
    assert (INR K * value G (pol K) n h <= INR K * value G (pol (S K)) n h)
      by (apply Rmult_le_compat_l; assumption).
    lra. }
  assert (0 <= along G star (fun _ x => B K x) n h).
  { apply along_nonneg; try assumption. intros m x Hx. apply B_nonneg with m. exact Hx. }
  lra.
Qed.

(** Forward order, or all turns at once: the step is taken against the OLD
    values; the bound gains the total improvement of the values ahead, along
    the comparison policy's paths. *)
Theorem rate_forward :
  (forall k n h, node G (S n) h ->
     mean (moves G h) (star h) (actionValue G (pol k) n h)
     <= mean (moves G h) (pol (S k) h) (actionValue G (pol k) n h)
        + (B k h - B (S k) h)) ->
  (forall k n h, node G n h -> value G (pol k) n h <= value G (pol (S k)) n h) ->
  forall K n h, node G n h ->
  INR K * (value G star n h - value G (pol K) n h)
  <= along G star (fun _ x => B 0 x) n h
     + along G star (fun m x => mean (moves G x) (star x) (fun a =>
         value G (pol K) m (a :: x) - value G (pol 0%nat) m (a :: x))) n h.
Proof.
  intros Hstep Hmono.
  set (ahead := fun k m x =>
    mean (moves G x) (star x) (fun a => value G (pol k) m (a :: x))).
  assert (One : forall k n h, node G n h ->
    value G star n h - value G (pol (S k)) n h
    <= along G star (fun m x => (B k x + -1 * B (S k) x)
         + (ahead (S k) m x + -1 * ahead k m x)) n h).
  { intros k n. induction n as [|n IH]; intros h Hn.
    - unfold value. simpl. lra.
    - pose proof (Hstep k n h Hn) as Hs. rewrite !value_step. cbn [along].
      assert (Up : mean (moves G h) (pol (S k) h) (actionValue G (pol k) n h)
              <= mean (moves G h) (pol (S k) h) (actionValue G (pol (S k)) n h)).
      { apply mean_le; [apply (policy_dist G _ n h G_ok (pol_ok (S k)) Hn)|].
        intros a Ha. apply Hmono. apply node_child; assumption. }
      set (tail := along G star (fun m x => (B k x + -1 * B (S k) x)
         + (ahead (S k) m x + -1 * ahead k m x))) in *.
      assert (H : mean (moves G h) (star h) (fun a =>
                actionValue G star n h a - actionValue G (pol (S k)) n h a)
              <= mean (moves G h) (star h) (fun a => tail n (a :: h))).
      { apply mean_le; [apply (policy_dist G star n h G_ok star_ok Hn)|].
        intros a Ha. apply IH. apply node_child; assumption. }
      rewrite mean_sub in H. unfold ahead. fold (actionValue G (pol k) n h).
      fold (actionValue G (pol (S k)) n h).
      change (fun a => value G (pol k) n (a :: h)) with (actionValue G (pol k) n h).
      change (fun a => value G (pol (S k)) n (a :: h)) with (actionValue G (pol (S k)) n h).
      lra. }
  intros K n h Hn.
  assert (Sum : INR K * (value G star n h - value G (pol K) n h)
    + along G star (fun _ x => B K x) n h
    <= along G star (fun _ x => B 0 x) n h
       + (along G star (ahead K) n h - along G star (ahead 0%nat) n h)).
  { induction K as [|K IH]; [simpl; lra|].
    pose proof (One K n h Hn) as O. rewrite !along_add, !along_scal in O.
    pose proof (Hmono K n h Hn) as M. rewrite S_INR. pose proof (pos_INR K).
    assert (INR K * value G (pol K) n h <= INR K * value G (pol (S K)) n h)
      by (apply Rmult_le_compat_l; assumption).
    change (along G star (fun m x => ahead K m x) n h) with (along G star (ahead K) n h) in O.
    change (along G star (fun m x => ahead (S K) m x) n h) with (along G star (ahead (S K)) n h) in O.
    lra. }
  assert (Pos : 0 <= along G star (fun _ x => B K x) n h).
  { apply along_nonneg; try assumption. intros m x Hx. apply B_nonneg with m. exact Hx. }
  assert (Diff : along G star (fun m x => mean (moves G x) (star x) (fun a =>
         value G (pol K) m (a :: x) - value G (pol 0%nat) m (a :: x))) n h
    = along G star (ahead K) n h - along G star (ahead 0%nat) n h).
  { rewrite (along_ext _ _ _ (fun m x => ahead K m x + -1 * ahead 0%nat m x) n h Hn).
    - rewrite along_add, along_scal. lra.
    - intros m x _. unfold ahead. rewrite mean_sub. ring. }
  rewrite Diff. lra.
Qed.

End Rates.
