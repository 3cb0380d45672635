(** Claim E7 for one turn (this project): exact clipped-argmax sweeps reach the
    optimum EXACTLY, after finitely many sweeps.
    Regime: one turn, deterministic reward of each move, exact argmax (any tie
    breaking), any start that gives some weight to the best moves. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.Clip.
Open Scope R_scope.

(** The exact clipped objective of a one-turn game: the advantage of the move
    [a] is r a minus the current mean. *)
Definition banditAdvantage (menu : list nat) (r : nat -> R) (p : dist) (a : nat) : R :=
  r a - mean menu p r.

Definition banditObjective (menu : list nat) (r : nat -> R) (eps : R) (p q : dist) : R :=
  mean menu p (fun a => clipped eps (q a / p a) (banditAdvantage menu r p a)).

(** One exact sweep; ties are broken in any way. *)
Definition banditStep (menu : list nat) (r : nat -> R) (eps : R) (p q : dist) : Prop :=
  isArgmax (coveredDist menu p) (banditObjective menu r eps p) q.

(** Total weight of the best moves. *)
Definition isBest (menu : list nat) (r : nat -> R) (a : nat) : Prop :=
  forall b, In b menu -> r b <= r a.

Definition bestWeight (r : nat -> R) (top : R) (menu : list nat) (p : dist) : R :=
  sum menu (fun a => if Req_EM_T (r a) top then p a else 0).

(** One move's contribution, in the weights: it never pays more than the plain
    product, and not less than the old weight's share. *)
Lemma contribution_moves : forall eps p q s m, 0 < eps -> 0 < p -> 0 <= q -> 0 <= s <= 1 ->
  p * clipped eps (((1 - s) * q) / p) m >= p * clipped eps (q / p) m - s * (q * Rmax 0 m).
Proof.
  intros eps p q s m He Hp Hq Hs.
  set (x := q / p). assert (Hx : q = p * x) by (unfold x; field; lra).
  assert (Hx0 : 0 <= x) by (apply Rmult_le_reg_l with p; [lra|]; lra).
  replace ((1 - s) * q / p) with ((1 - s) * x) by (unfold x; field; lra).
  rewrite Hx. clear Hx. clearbody x.
  assert (H : clipped eps ((1 - s) * x) m >= clipped eps x m - s * (x * Rmax 0 m)).
  { assert (Hsx : 0 <= s * x) by nra.
    unfold clipped, clip, Rmin, Rmax.
    repeat destruct (Rle_dec _ _); nra. }
  assert (p * clipped eps ((1 - s) * x) m >= p * (clipped eps x m - s * (x * Rmax 0 m))).
  { apply Rle_ge. apply Rmult_le_compat_l; lra. }
  lra.
Qed.

Lemma clipped_inside : forall eps p x m, 0 < eps -> 0 < p -> 0 <= x -> 0 <= m ->
  x <= (1 + eps) * p -> p * clipped eps (x / p) m = x * m.
Proof.
  intros eps p x m He Hp Hx Hm Hle. set (y := x / p).
  assert (E : x = p * y) by (unfold y; field; lra). rewrite E in *. clearbody y. clear E.
  assert (Hy : y <= 1 + eps) by nra. assert (Hy0 : 0 <= y) by nra.
  unfold clipped, clip. rewrite (Rmin_left y (1 + eps)) by exact Hy.
  assert (L : y * m <= Rmax (1 - eps) y * m)
    by (apply Rmult_le_compat_r; [exact Hm|apply Rmax_r]).
  rewrite (Rmin_left _ _ L). ring.
Qed.

Section OneSweep.
Variable menu : list nat.
Variable r : nat -> R.
Variable eps top : R.
Hypothesis eps_pos : 0 < eps.
Hypothesis menu_distinct : NoDup menu.
Hypothesis top_is_max : forall a, In a menu -> r a <= top.

Lemma bestWeight_all : forall q,
  sum menu q = 1 -> (forall a, In a menu -> r a <> top -> q a = 0) ->
  bestWeight r top menu q = 1.
Proof.
  intros q Hs Hq. rewrite <- Hs. apply sum_ext. intros a Ha.
  destruct (Req_EM_T (r a) top) as [E|E]; [reflexivity|].
  symmetry. apply Hq; assumption.
Qed.

(** If a best move can still grow within the clip, everything is on the best
    moves already. *)
Lemma room_means_done : forall p q b,
  isDist menu p -> banditStep menu r eps p q ->
  In b menu -> r b = top -> 0 < p b -> q b < (1 + eps) * p b ->
  mean menu p r < top ->
  bestWeight r top menu q = 1.
Proof.
  intros p q b [Hp Hps] [[[Hq Hqs] Hqc] Hmax] Hb Htop Hpb Hroom Hgap.
  set (V := mean menu p r) in *. set (M := banditAdvantage menu r p) in *.
  assert (HM : M b = top - V) by (unfold M, banditAdvantage; rewrite Htop; reflexivity).
  assert (HMle : forall a, In a menu -> M a <= M b).
  { intros a Ha. rewrite HM. unfold M, banditAdvantage. fold V.
    pose proof (top_is_max a Ha). lra. }
  set (e := fun a : nat => if Nat.eqb a b then 1 else 0).
  set (s := Rmin 1 ((1 + eps) * p b - q b)).
  assert (Hs : 0 < s) by (apply Rmin_glb_lt; lra).
  assert (Hs1 : s <= 1) by apply Rmin_l.
  assert (Hs2 : s <= (1 + eps) * p b - q b) by apply Rmin_r.
  set (q' := towards q e s).
  assert (He : isDist menu e) by (apply point_isDist; assumption).
  assert (Cand : coveredDist menu p q').
  { split; [split|].
    - intros a Ha. unfold q', towards. pose proof (Hq a Ha). pose proof (proj1 He a Ha). nra.
    - unfold q', towards. rewrite sum_segment, Hqs, (proj2 He). ring.
    - intros a Ha Z. unfold q', towards, e. rewrite (Hqc a Ha Z).
      destruct (Nat.eqb_spec a b) as [->|]; [lra|ring]. }
  specialize (Hmax q' Cand). unfold banditObjective in Hmax. fold M in Hmax.
  assert (Gain : mean menu p (fun a => clipped eps (q a / p a) (M a))
      + s * (M b - sum menu (fun a => q a * Rmax 0 (M a)))
      <= mean menu p (fun a => clipped eps (q' a / p a) (M a))).
  { rewrite <- (mean_point menu b (fun _ => M b) menu_distinct Hb). fold e.
    unfold mean. rewrite <- sum_sub, <- sum_scal, <- sum_add.
    apply sum_le. intros a Ha. destruct (Hp a Ha) as [Hpa|Hz].
    2:{ assert (Z : p a = 0) by lra. unfold e. rewrite (Hqc a Ha Z), Z.
        destruct (Nat.eqb_spec a b) as [->|]; [lra|lra]. }
    unfold q', towards, e. destruct (Nat.eqb_spec a b) as [->|Hne].
    - pose proof (Hq b Hb). assert (0 <= M b) by lra.
      rewrite !clipped_inside; try assumption; try nra.
      rewrite Rmax_right by lra. lra.
    - replace (q a + s * (0 - q a)) with ((1 - s) * q a) by ring.
      pose proof (contribution_moves eps (p a) (q a) s (M a) eps_pos Hpa (Hq a Ha)
        (conj (Rlt_le _ _ Hs) Hs1)). lra. }
  assert (Tot : sum menu (fun a => q a * (M b - Rmax 0 (M a))) <= 0).
  { rewrite (sum_ext _ _ (fun a => M b * q a - q a * Rmax 0 (M a))) by (intros; ring).
    rewrite sum_sub, sum_scal, Hqs. nra. }
  apply bestWeight_all; [exact Hqs|]. intros a Ha Hnot.
  assert (Term : forall c, In c menu -> 0 <= q c * (M b - Rmax 0 (M c))).
  { intros c Hc. apply Rmult_le_pos; [apply Hq, Hc|]. pose proof (HMle c Hc).
    unfold Rmax. destruct (Rle_dec 0 (M c)); lra. }
  pose proof (sum_ge_term menu (fun c => q c * (M b - Rmax 0 (M c))) a Ha Term) as T.
  cbv beta in T. pose proof (Hq a Ha) as [Hqa|Hz]; [exfalso|lra].
  assert (0 < M b - Rmax 0 (M a)).
  { pose proof (top_is_max a Ha). assert (r a < top) by lra.
    unfold M at 2. unfold banditAdvantage. fold V. unfold Rmax.
    destruct (Rle_dec 0 (r a - V)); lra. }
  assert (0 < q a * (M b - Rmax 0 (M a))) by (apply Rmult_lt_0_compat; assumption).
  lra.
Qed.

(** One exact sweep multiplies the weight of the best moves by 1 + eps, or
    finishes. *)
Lemma best_weight_grows : forall p q,
  isDist menu p -> banditStep menu r eps p q ->
  bestWeight r top menu q = 1 \/
  (1 + eps) * bestWeight r top menu p <= bestWeight r top menu q.
Proof.
  intros p q Hp Hstep.
  destruct (Rle_lt_dec top (mean menu p r)) as [Done|Gap].
  - (* the mean is the maximum: all old weight is on best moves *)
    left. destruct Hp as [Hpos Hps]. destruct Hstep as [[[Hq Hqs] Hqc] _].
    apply bestWeight_all; [exact Hqs|]. intros a Ha Hnot. apply Hqc; [exact Ha|].
    assert (Tot : sum menu (fun a => p a * (top - r a)) <= 0).
    { rewrite (sum_ext _ _ (fun a => top * p a - p a * r a)) by (intros; ring).
      rewrite sum_sub, sum_scal, Hps. unfold mean in Done. lra. }
    assert (Term : forall c, In c menu -> 0 <= p c * (top - r c)).
    { intros c Hc. pose proof (top_is_max c Hc).
      apply Rmult_le_pos; [apply Hpos, Hc|lra]. }
    pose proof (sum_ge_term menu (fun c => p c * (top - r c)) a Ha Term) as T.
    cbv beta in T. pose proof (top_is_max a Ha).
    pose proof (Hpos a Ha) as [Hpa|Hz]; [exfalso|lra].
    assert (0 < p a * (top - r a)) by (apply Rmult_lt_0_compat; lra). lra.
  - destruct (Exists_dec (fun b => r b = top /\ 0 < p b /\ q b < (1 + eps) * p b) menu)
      as [Ex|None].
    { intros b. destruct (Req_EM_T (r b) top) as [E|E]; [|right; intuition].
      destruct (Rlt_dec 0 (p b)); [|right; intuition].
      destruct (Rlt_dec (q b) ((1 + eps) * p b)); [left|right]; intuition. }
    + left. apply Exists_exists in Ex. destruct Ex as [b [Hb [E1 [E2 E3]]]].
      apply (room_means_done p q b); assumption.
    + right. unfold bestWeight. rewrite <- sum_scal. apply sum_le. intros a Ha.
      destruct (Req_EM_T (r a) top) as [E|E]; [|lra].
      destruct (Rle_lt_dec ((1 + eps) * p a) (q a)) as [L|L]; [exact L|exfalso].
      destruct Hp as [Hpos _]. destruct Hstep as [[[Hq _] Hqc] _].
      destruct (Hpos a Ha) as [Hpa|Hz].
      * apply None. apply Exists_exists. exists a. auto.
      * symmetry in Hz. rewrite (Hqc a Ha Hz), Hz in L. lra.
Qed.

End OneSweep.
