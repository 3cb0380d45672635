(** Claims D1, D2, D3: Theorem 1, monotonic improvement.
    Regime: full information, exact expectations, exact argmax (any tie
    breaking), any support, chance nodes anywhere. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
Open Scope R_scope.

(** D3, reverse order (the core of Theorem 1).  If at every history the new
    distribution gains at least [D] against the NEW values of the moves, then
    at every history the value grows by at least the drifts added up along the
    OLD policy's paths. *)
Theorem D3_reverse_gain : forall G old new D,
  wellFormed G -> isPolicy G old ->
  (forall n h, node G (S n) h ->
     mean (moves G h) (old h) (actionValue G new n h) + D n h
     <= mean (moves G h) (new h) (actionValue G new n h)) ->
  forall n h, node G n h ->
  value G old n h + along G old D n h <= value G new n h.
Proof.
  intros G old new D HG Ho Hstep n. induction n as [|n IH]; intros h Hn.
  - unfold value. simpl. lra.
  - pose proof (Hstep n h Hn) as Hgain. rewrite !value_step. cbn [along].
    assert (mean (moves G h) (old h) (fun a => actionValue G old n h a + along G old D n (a :: h))
            <= mean (moves G h) (old h) (actionValue G new n h)).
    { apply mean_le; [apply (policy_dist G old n h HG Ho Hn)|].
      intros a Ha. apply IH. apply node_child; assumption. }
    rewrite mean_add in H. lra.
Qed.

(** D3, forward order or all turns at once.  Against the OLD values, the drifts
    are added up along the NEW policy's paths. *)
Theorem D3_forward_gain : forall G old new D,
  wellFormed G -> isPolicy G new ->
  (forall n h, node G (S n) h ->
     value G old (S n) h + D n h
     <= mean (moves G h) (new h) (actionValue G old n h)) ->
  forall n h, node G n h ->
  value G old n h + along G new D n h <= value G new n h.
Proof.
  intros G old new D HG Hnew Hstep n. induction n as [|n IH]; intros h Hn.
  - unfold value. simpl. lra.
  - pose proof (Hstep n h Hn) as Hgain. rewrite (value_step G new). cbn [along].
    assert (mean (moves G h) (new h) (fun a => actionValue G old n h a + along G new D n (a :: h))
            <= mean (moves G h) (new h) (actionValue G new n h)).
    { apply mean_le; [apply (policy_dist G new n h HG Hnew Hn)|].
      intros a Ha. apply IH. apply node_child; assumption. }
    rewrite mean_add in H. lra.
Qed.

(** A mirror step gains at least its own drift. *)
Lemma mirror_step_gains : forall G U D old basis new n h,
  driftAndNeighbourhood G U D old -> mirrorStep G U D basis new ->
  node G (S n) h ->
  mean (moves G h) (old h) (actionValue G basis n h) + D n h (new h)
  <= mean (moves G h) (new h) (actionValue G basis n h).
Proof.
  intros G U D old basis new n h HD Hm Hn.
  destruct (HD n h Hn) as [HU [Hz _]]. destruct (Hm n h Hn) as [_ Hmax].
  specialize (Hmax (old h) HU). cbv beta in Hmax. lra.
Qed.

(** D2 (and D1 at every history), reverse order.  One reverse sweep with any
    drift that is never negative and zero at the old policy, and any
    neighbourhood that contains the old policy, lowers the value at no
    history. *)
Theorem D2_reverse_no_history_loses : forall G U D old new,
  wellFormed G -> isPolicy G old ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D new new ->
  forall n h, node G n h -> value G old n h <= value G new n h.
Proof.
  intros G U D old new HG Ho HD Hm n h Hn.
  assert (Pos : 0 <= along G old (fun n h => D n h (new h)) n h).
  { apply along_nonneg; try assumption. intros m h' Hn'.
    destruct (HD m h' Hn') as [_ [_ Hpos]]. apply Hpos. apply (Hm m h' Hn'). }
  pose proof (D3_reverse_gain G old new (fun n h => D n h (new h)) HG Ho
    (fun n h => mirror_step_gains G U D old new new n h HD Hm) n h Hn).
  lra.
Qed.

(** D2, forward order or all turns at once. *)
Theorem D2_forward_no_history_loses : forall G U D old new,
  wellFormed G -> isPolicy G new ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D old new ->
  forall n h, node G n h -> value G old n h <= value G new n h.
Proof.
  intros G U D old new HG Hnew HD Hm n h Hn.
  assert (Pos : 0 <= along G new (fun n h => D n h (new h)) n h).
  { apply along_nonneg; try assumption. intros m h' Hn'.
    destruct (HD m h' Hn') as [_ [_ Hpos]]. apply Hpos. apply (Hm m h' Hn'). }
  pose proof (D3_forward_gain G old new (fun n h => D n h (new h)) HG Hnew
    (fun n h => mirror_step_gains G U D old old new n h HD Hm) n h Hn).
  lra.
Qed.

(** D1 (Theorem 1): the expected return never falls.  Reverse order. *)
Theorem D1_reverse_sweep_improves : forall G U D old new,
  wellFormed G -> isPolicy G old ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D new new ->
  expectedReturn G old <= expectedReturn G new.
Proof.
  intros G U D old new HG Ho HD Hm.
  apply (D2_reverse_no_history_loses G U D); try assumption. apply node_root.
Qed.

(** D1, forward order or all turns at once. *)
Theorem D1_forward_sweep_improves : forall G U D old new,
  wellFormed G -> isPolicy G new ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D old new ->
  expectedReturn G old <= expectedReturn G new.
Proof.
  intros G U D old new HG Hnew HD Hm.
  apply (D2_forward_no_history_loses G U D); try assumption. apply node_root.
Qed.

(** D1 and D2, any order of turns or of single histories (random orders
    included): a sweep is any sequence of stages, each of which updates any set
    of histories against the policy in force. *)
Theorem D1_any_order_improves : forall G old new,
  wellFormed G -> stages G old new ->
  forall n h, node G n h -> value G old n h <= value G new n h.
Proof.
  intros G old new HG Hs. induction Hs as [p|p q r [Hq Hpq] Hqr IH]; intros n h Hn.
  - lra.
  - apply Rle_trans with (value G q n h); [|apply IH; exact Hn].
    pose proof (D3_forward_gain G p q (fun _ _ => 0) HG Hq) as F.
    specialize (fun H => F H n h Hn). rewrite along_zero, Rplus_0_r in F.
    apply F. clear n h Hn F. intros n h Hn.
    destruct (Hpq n h Hn) as [Same|[U [D [HU [Hz [Hpos [HU' Hmax]]]]]]].
    + rewrite (mean_dist_ext _ (q h) (p h)) by exact Same. rewrite value_step. lra.
    + specialize (Hmax (p h) HU). specialize (Hpos (q h) HU').
      cbv beta in Hmax. rewrite value_step. lra.
Qed.

(** D1 when the objective is weighted by the sampling policy, so that histories
    it never reaches may get anything: in reverse order it is enough that the
    step is good at the histories that the OLD policy reaches; then no such
    history loses, and J does not fall. *)
Theorem D1_reverse_reached_only : forall G old new,
  wellFormed G -> isPolicy G old ->
  (forall n h, node G (S n) h -> reachedBy G old h ->
     mean (moves G h) (old h) (actionValue G new n h)
     <= mean (moves G h) (new h) (actionValue G new n h)) ->
  forall n h, node G n h -> reachedBy G old h ->
  value G old n h <= value G new n h.
Proof.
  intros G old new HG Ho Hstep n. induction n as [|n IH]; intros h Hn Hr.
  - unfold value. simpl. lra.
  - rewrite !value_step. eapply Rle_trans; [|exact (Hstep n h Hn Hr)].
    apply mean_le_support; [apply (policy_dist G old n h HG Ho Hn)|].
    intros a Ha Hpos. apply IH; [apply node_child; assumption|].
    simpl. auto.
Qed.

(** The same in forward order, with the histories that the NEW policy
    reaches. *)
Theorem D1_forward_reached_only : forall G old new,
  wellFormed G -> isPolicy G new ->
  (forall n h, node G (S n) h -> reachedBy G new h ->
     value G old (S n) h <= mean (moves G h) (new h) (actionValue G old n h)) ->
  forall n h, node G n h -> reachedBy G new h ->
  value G old n h <= value G new n h.
Proof.
  intros G old new HG Hnew Hstep n. induction n as [|n IH]; intros h Hn Hr.
  - unfold value. simpl. lra.
  - rewrite (value_step G new). eapply Rle_trans; [exact (Hstep n h Hn Hr)|].
    apply mean_le_support; [apply (policy_dist G new n h HG Hnew Hn)|].
    intros a Ha Hpos. apply IH; [apply node_child; assumption|].
    simpl. auto.
Qed.
